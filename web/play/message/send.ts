// Sends a message of the page with the selected connection and remembers it. What the server answers, or why it was
// not sent, is in the log.

import { toBody } from '../../value/draft.ts'
import { readJson } from '../../value/read-json.ts'
import type { Connection } from '../model/connection.ts'
import type { Workspace } from '../workspace.ts'

export interface SendOptions {
  format: 'binary' | 'text'
  /** Send it without a number: no answer is wanted. */
  isSilent: boolean
}

/** Sends what is being written. */
export function sendDraft(page: Workspace, options: SendOptions): void {
  const { message, draft, connection } = page
  if (!message || !draft.isSendable) return
  page.history.add(message.name, draft.text)
  send(page, connection, message.name, draft.body(), options)
}

/** Sends an earlier message again, with the connection's format. */
export function sendText(page: Workspace, name: string, text: string): void {
  const { connection } = page
  const type = page.protocols.find(name)?.request
  page.history.add(name, text)
  const body = type ? toBody(type, readJson(text).value).body : {}
  send(page, connection, name, body, { format: connection.settings.format, isSilent: false })
}

function send(
  page: Workspace,
  connection: Connection,
  name: string,
  body: object,
  options: SendOptions,
): void {
  const { format, isSilent } = options
  const fail = (error: Error) => reportUnsent(page, connection, name, error)
  try {
    if (isSilent) connection.tell(name, body as Record<string, unknown>, { format })
    else connection.ask(name, body as Record<string, unknown>, { format }).catch(fail)
  } catch (error) {
    fail(error as Error)
  }
}

/** Refusals of the server and lost connections are in the log already; what the codec refused is not. */
function reportUnsent(page: Workspace, connection: Connection, name: string, error: Error): void {
  if (error.name === 'RequestError' || error.name === 'ClosedError') return
  const at = Date.now()
  page.log.add({ kind: 'error', connection: connection.id, name, at, frame: undefined, text: error.message })
}
