// Which service an operator names: by its name, or by its address as lists show it.

import { type Address, readAddress, showAddress } from '../../core/address.ts'
import { AppError } from '../../core/errors.ts'
import type { Node } from '../../core/node/node.ts'
import { nearest } from '../../lib/nearest.ts'

/** Throws BAD_MESSAGE. */
export async function addressOf(node: Node, text: string): Promise<Address> {
  const address = readAddress(text)
  if (address !== undefined) return address
  const names = await node.names()
  if (Object.hasOwn(names, text)) return names[text]!
  const near = nearest(text, Object.keys(names), 3)
  const hint = near
    ? `; did you mean ${near}?`
    : `; expected a name, or an address such as ${showAddress(4294967312)}`
  throw new AppError('BAD_MESSAGE', `address: there is no service ${text}${hint}`)
}
