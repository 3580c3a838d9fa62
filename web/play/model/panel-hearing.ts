// How a panel hears what the page's user asks by hand, as if it had asked itself: also what was answered before it was opened.

import type { Answer, Connection } from './connection.ts'
import type { Hearing } from './panel-messages.ts'

/** One after the other; `changed` is called behind each. What fails then is not of the panel: whoever has asked was told. */
export function hear(connection: Connection, hearing: Hearing, changed: () => void): void {
  const deeds = hearing as Record<string, ((body: never, reply: never) => unknown) | undefined>
  let before = Promise.resolve()
  const take = ({ name, body, reply }: Answer) => {
    const act = () => deeds[name]?.(body as never, reply as never)
    before = before.then(act).then(changed, changed)
  }
  connection.answers.forEach(take)
  connection.hearers.push(take)
}
