// The kinds of settings, for the settings.ts of each folder. Each text says what it accepts, and only those that say so
// accept an empty one. Folders, files and hosts are tried at the start as well (settings/trial.ts). The marks tell
// --print-config what to hide.

import { isIP } from 'node:net'
import { z } from 'zod'
import { innerOf } from './schema/inner-schema.ts'

/** `secret` is never shown; of a `url` only scheme, hosts and path are. */
export type SettingMark = 'secret' | 'url'

const marks = z.registry<{ mark: SettingMark }>()

/** What a setting is, behind its default, its transformation and whether it may be null. */
export function markOf(schema: z.ZodType): SettingMark | undefined {
  const inner = within(schema)
  return marks.get(schema)?.mark ?? (inner && markOf(inner as z.ZodType))
}

function within(schema: z.ZodType): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodArray) return schema.element
  return schema instanceof z.ZodPipe ? schema.in : innerOf(schema)
}

/** A group of settings; what is left out has its default. */
export const section = <T extends z.ZodRawShape>(shape: T) => z.strictObject(shape).prefault({} as never)

export const port = (value: number) => z.int().min(0).max(65535).default(value)
export const ms = (value: number, min: number, max: number) => z.int().min(min).max(max).default(value)
export const count = (value: number, max = 1e9) => z.int().min(1).max(max).default(value)
/** Of something, a second. */
export const rate = (value: number) => z.number().min(0.01).max(1e9).default(value)

const isBlank = (text: string): boolean => text.trim() === ''
const hasControls = (text: string): boolean => /\p{Cc}/u.test(text)

/** An address to listen on. `[::1]`, as URLs write it, is ::1. */
export const host = (value: string) =>
  z
    .string()
    .transform(text => text.replace(/^\[(.*)\]$/, '$1'))
    .superRefine((text, context) => {
      const problem = problemOfHost(text)
      if (problem) context.addIssue({ code: 'custom', message: problem })
    })
    .default(value)

function problemOfHost(text: string): string | undefined {
  if (isIP(text) !== 0) return undefined
  if (isBlank(text)) return 'empty; write 0.0.0.0 for every IPv4 address, :: for every IPv4 and IPv6 address'
  if (text === '*') return '* is no address; write 0.0.0.0 for every IPv4 address, :: for IPv6 too'
  if (text.includes('/')) return `${quote(text)} is no host but a URL or a network; write its host only`
  if (/:\d+$/.test(text)) return `${quote(text)} has a port; the port is a setting of its own`
  const isName = /^(?=.{1,253}$)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*\.?$/i.test(text)
  if (!isName || /^[\d.]+$/.test(text))
    return `${quote(text)} is neither an IP address nor the name of a host`
  return undefined
}

/** A path that may be relative, which then starts at the project's folder. */
const path = (what: string, { canBeEmpty = false } = {}) =>
  z.string().superRefine((text, context) => {
    const problem = canBeEmpty && text === '' ? undefined : problemOfPath(text, what)
    if (problem) context.addIssue({ code: 'custom', message: problem })
  })

function problemOfPath(text: string, what: string): string | undefined {
  if (isBlank(text)) return `empty; it must name ${what}`
  if (hasControls(text)) return `${quote(text)} has control characters in it`
  if (/^~($|\/)/.test(text)) return `${quote(text)} is not expanded here; write the whole path instead of ~`
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(text)) return `${quote(text)} is a URL; it must name ${what}`
  return undefined
}

export const folder = (value: string) => path('a folder').default(value)

export const file = () => path('a file')

/** Empty for none. */
export const optionalFile = () => path('a file, or nothing', { canBeEmpty: true }).default('')

/** A module of the project, in TypeScript or JavaScript. */
export const moduleFile = (value: string) =>
  path('a module')
    .refine(text => isBlank(text) || /\.[mc]?[jt]s$/.test(text), {
      error: ({ input }) => `${quote(String(input))} is no module: its name must end in .ts or .js`,
    })
    .default(value)

/** Empty for none. What a URL holds besides scheme, hosts and path is never shown. */
export const optionalUrl = (...schemes: string[]) =>
  z
    .string()
    .superRefine((text, context) => {
      const problem = problemOfUrl(text, schemes)
      if (problem) context.addIssue({ code: 'custom', message: problem })
    })
    .register(marks, { mark: 'url' })
    .default('')

function problemOfUrl(text: string, schemes: readonly string[]): string | undefined {
  if (text === '') return undefined
  const forms = schemes.map(scheme => `${scheme}://…`).join(' or ')
  if (hasControls(text) || /\s/.test(text)) return `it has spaces or line ends in it; expected ${forms}`
  const [, scheme, rest] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(text) ?? []
  if (!scheme || !schemes.includes(scheme.toLowerCase())) return `expected ${forms}, or nothing`
  return /^[/?#]|^$/.test(rest!) ? `there is no host in it; expected ${forms}` : undefined
}

/** Marks a setting that is never shown: not by --print-config, in no error, in no log. */
export const asSecret = <T extends z.ZodType>(schema: T): T => {
  marks.add(schema, { mark: 'secret' })
  return schema
}

/** Empty for none; never shown. */
export const secret = () => asSecret(z.string()).default('')

const quote = (text: string): string => JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text)
