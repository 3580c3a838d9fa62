// An address of this machine that is not loopback: what connects to it comes from it, so limits by address count it.

import { networkInterfaces } from 'node:os'

export function ownAddress(): string | undefined {
  const all = Object.values(networkInterfaces()).flatMap(list => list ?? [])
  const found = all.find(({ internal, family }) => !internal && family === 'IPv4')?.address
  if (!found)
    process.stderr.write('limits by the address of a peer: skipped, this machine has only loopback\n')
  return found
}
