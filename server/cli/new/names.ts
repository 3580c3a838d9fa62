// Names of what a command makes, and the forms that they have in code and in names of files.

import ts from 'typescript'
import { StartError } from '../../core/errors.ts'

const LONGEST = 40

/** Throws StartError for what can't be a name in a schema, in code and of a file. */
export function checkName(name: string): void {
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name) || name.length > LONGEST)
    throw new StartError(
      `name: expected lower case letters, digits and _, such as mail_read, of at most ${LONGEST}, got ${name}`,
    )
  if (isWordOfCode(name) || isWordOfCode(camelOf(name)))
    throw new StartError(`name: expected one that means nothing in code yet, got ${name}`)
}

function isWordOfCode(name: string): boolean {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, name)
  return scanner.scan() !== ts.SyntaxKind.Identifier || name in Object.prototype
}

/** mail_read -> mailRead */
export const camelOf = (name: string): string =>
  name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())

/** mail_read -> MailRead */
export const pascalOf = (name: string): string => camelOf(`_${name}`)

/** mail_read -> mail-read */
export const kebabOf = (name: string): string => name.replaceAll('_', '-')

/** What a message belongs to: mail_read -> mail. */
export const groupOf = (name: string): string => name.split('_')[0]!
