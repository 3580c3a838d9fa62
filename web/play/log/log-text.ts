// The log as a file: JSON, an object for each entry, bodies as the wire's JSON, binary frames as hex too.

import type { Frame } from '../../../protocol/client/index.ts'
import type { StructType } from '../../../protocol/sproto/index.ts'
import { toHex } from '../../value/bytes.ts'
import { type JsonObject, toDraft } from '../../value/draft.ts'
import type { Json } from '../../value/read-json.ts'
import { writeJson } from '../../value/write-json.ts'
import type { Entry } from '../model/log.ts'
import type { Workspace } from '../workspace.ts'

export function logToText(page: Workspace, entries: readonly Entry[]): string {
  return `${writeJson(entries.map(entry => plain(page, entry)))}\n`
}

/** What a frame says, as JSON; undefined where it says nothing. */
export function bodyOf(page: Workspace, frame: Frame | undefined): JsonObject | undefined {
  if (!frame) return undefined
  const body = page.protocols.bodyOf(frame)
  return body === undefined ? undefined : toDraft(typeOf(page, frame), body)
}

/** What its body is of. */
export function typeOf(page: Workspace, frame: Frame): StructType | undefined {
  const message = page.protocols.find(frame.name ?? '')
  return frame.kind === 'reply' ? message?.response : message?.request
}

function plain(page: Workspace, entry: Entry): JsonObject {
  const values: Record<string, Json | undefined> = {
    at: new Date(entry.at).toISOString(),
    connection: entry.connection,
    kind: entry.kind,
    name: entry.name,
    text: entry.text || undefined,
    body: bodyOf(page, entry.frame),
    frame: entry.frame && dataOf(entry.frame),
    reply: bodyOf(page, entry.reply),
    replyFrame: entry.reply && dataOf(entry.reply),
    failure: entry.failure && { ...entry.failure },
    latency: entry.reply?.latency,
    replayed: (entry.reply ?? entry.frame)?.isReplayed,
  }
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as JsonObject
}

const dataOf = (frame: Frame): string => (typeof frame.data === 'string' ? frame.data : toHex(frame.data))
