import { expect, test } from 'vitest'
import { makeAddress, readAddress, showAddress } from '../../server/core/address.ts'

test('an address is read as it is shown anywhere: alone, behind a class, without its colon', () => {
  const address = makeAddress(3, 32)
  expect(showAddress(address)).toBe(':3.00000020')
  for (const text of [':3.00000020', 'Agent:3.00000020', '3.00000020', ':3.20'])
    expect(readAddress(text), text).toBe(address)
})

test.each(['', ':', '3', '3.', '.20', ':3.0000000020', 'Agent', '.market', '3.20.1'])(
  '%j is no address',
  text => {
    expect(readAddress(text)).toBeUndefined()
  },
)
