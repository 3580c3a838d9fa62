// Which service an operator names: by its name, or by its address as lists show it.

import { type Address, makeAddress, showAddress } from '../../core/address.ts'
import { AppError } from '../../core/errors.ts'
import type { Node } from '../../core/node/node.ts'
import { nearest } from '../../lib/nearest.ts'

const SHOWN = /^:(\d{1,6})\.([0-9a-f]{1,8})$/i

/** Throws BAD_MESSAGE. */
export async function addressOf(node: Node, text: string): Promise<Address> {
  const [, life, id] = SHOWN.exec(text) ?? []
  if (life !== undefined) return makeAddress(Number(life), Number.parseInt(id!, 16))
  const names = await node.names()
  if (Object.hasOwn(names, text)) return names[text]!
  const near = nearest(text, Object.keys(names), 3)
  const hint = near
    ? `; did you mean ${near}?`
    : `; expected a name, or an address such as ${showAddress(4294967312)}`
  throw new AppError('BAD_MESSAGE', `address: there is no service ${text}${hint}`)
}
