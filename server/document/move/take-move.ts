// What a document makes of a move that comes to it: `receives` takes it, or refuses it by an AppError, and then it goes back;
// `refused` takes back what has come back, and cannot refuse. Both are rules on data: they cannot wait.

import { AppError } from '../../core/errors.ts'
import { isThenable } from '../../lib/thenable.ts'
import { addressOf, type Move, type Place, type Sender } from './move.ts'

/** Takes what `from` gives, or throws an AppError: then the sender gets it back, and the document is as it was. */
export type Receives<R> = Readonly<
  Record<string, (document: R, body: never, from: Place, tools: Sender) => void>
>

/** Takes back what a receiver has refused. */
export type Refused<R> = Readonly<
  Record<string, (document: R, body: never, error: AppError, tools: Sender) => void>
>

export interface MoveRules<R> {
  readonly receives: Receives<R>
  readonly refused: Refused<R>
}

/** What may be done with a document that a move has come to. `refuse`: instead, when `take` has thrown an AppError. */
export interface Taking<R> {
  take(document: R, tools: Sender): void
  refuse?: ((error: AppError) => (document: R, tools: Sender) => void) | undefined
}

export function takingOf<R>(rules: MoveRules<R>, { move, from }: { move: Move; from: Place }): Taking<R> {
  if (move.refusal) return { take: takingBack(rules, move, from) }
  const { name, body } = move
  return {
    take(document, tools) {
      const receive = ruleOf(rules.receives, name)
      if (!receive) throw new AppError('UNKNOWN_COMMAND', `nothing receives "${name}" here`)
      refuseWait(`receives.${name}`, receive(document, body as never, from, tools))
    },
    refuse:
      ({ code, message }) =>
      (_document, tools) => {
        ;(tools as SenderOfMoves).sendMove(from, { name, body, refusal: { code, message } })
      },
  }
}

/** How the kit sends a refusal. */
export interface SenderOfMoves extends Sender {
  sendMove(to: Place, move: Move): void
}

/** What has come back and nothing takes would be lost: it waits where it was refused until the game declares what takes it. */
function takingBack<R>({ refused }: MoveRules<R>, { name, body, refusal }: Move, from: Place) {
  return (document: R, tools: Sender): void => {
    const rule = ruleOf(refused, name)
    const { code, message } = refusal!
    if (!rule)
      throw new TypeError(
        `refused.${name}: expected a function, as ${addressOf(from)} refuses it: ${code} ${message}`,
      )
    refuseWait(`refused.${name}`, rule(document, body as never, new AppError(code, message), tools))
  }
}

const ruleOf = <T>(rules: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(rules, name) ? rules[name] : undefined

function refuseWait(rule: string, result: unknown): void {
  if (!isThenable(result)) return
  result.then(undefined, () => undefined)
  throw new TypeError(`${rule}: expected a function that does not wait, got a promise`)
}
