import { expect, test } from 'vitest'
import { Admission, createAdmissionMemory } from '../../../server/gate/limit/admission.ts'
import { BufferBudget, createBufferMemory } from '../../../server/gate/limit/buffer-budget.ts'
import { remoteAddress } from '../../../server/lib/remote-address.ts'

const PROXY = Uint8Array.from([10, 0, 0, 1]).buffer
const bytesOf = (...bytes: number[]) => Uint8Array.from(bytes).buffer

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['1.1.1.1, 203.0.113.7', '203.0.113.7'],
  ['203.0.113.7:5678', '203.0.113.7'],
  ['2001:db8::1', '2001:db8:0:0:0:0:0:1'],
  ['[2001:DB8::1]:443', '2001:db8:0:0:0:0:0:1'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::1', '::1'],
  ['203.0.113.7, nonsense', '10.0.0.1'],
  ['', '10.0.0.1'],
])('behind one proxy, %j is %s', (header, address) => {
  expect(remoteAddress(PROXY, header, 1)).toBe(address)
})

test('behind two proxies, the one before the last hop counts', () => {
  expect(remoteAddress(PROXY, 'fake, 203.0.113.7, 10.0.0.2', 2)).toBe('203.0.113.7')
  expect(remoteAddress(PROXY, '203.0.113.7', 2)).toBe('10.0.0.1')
})

test('without a proxy the header counts for nothing', () => {
  expect(remoteAddress(bytesOf(198, 51, 100, 1), '203.0.113.7', 0)).toBe('198.51.100.1')
})

test('IPv4 in IPv6 is IPv4, loopback is loopback', () => {
  const mapped = bytesOf(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 198, 51, 100, 1)
  expect(remoteAddress(mapped, '', 0)).toBe('198.51.100.1')
  expect(remoteAddress(bytesOf(...Array(15).fill(0), 1), '', 0)).toBe('::1')
})

test('of one /64 all addresses are one, and loopback is nobody', () => {
  const limits = { maxClients: 10, maxPerAddress: 1, maxUpgrades: 100 }
  const admission = new Admission(createAdmissionMemory(), limits, { slot: 0, key: 'k' })
  const spotOf = (text: string) => admission.spotOf(remoteAddress(PROXY, text, 1))
  expect(spotOf('2001:db8::1')).toBe(spotOf('2001:db8::ffff:2'))
  expect(spotOf('2001:db8::1')).not.toBe(spotOf('2001:db8:0:1::1'))
  expect(spotOf('127.0.0.1')).toBeUndefined()
  expect(spotOf('::1')).toBeUndefined()
})

test('what a dead thread held is given back, and nothing of the others', () => {
  const memory = createAdmissionMemory()
  const limits = { maxClients: 3, maxPerAddress: 2, maxUpgrades: 100 }
  const [one, two] = [1, 2].map(slot => new Admission(memory, limits, { slot, key: 'k' })) as [
    Admission,
    Admission,
  ]
  const spot = one.spotOf('203.0.113.7')
  expect([one.admit(spot), one.admit(spot), two.admit(spot)]).toEqual(['admitted', 'admitted', 'crowded'])
  expect([two.admit(undefined), two.admit(undefined)]).toEqual(['admitted', 'full'])
  one.clear(1)
  expect(two.clients).toBe(1)
  expect([two.admit(spot), two.admit(undefined), two.admit(undefined)]).toEqual([
    'admitted',
    'admitted',
    'full',
  ])
})

test('the budget is that of all threads, and the largest is known to each', () => {
  const memory = createBufferMemory()
  const [one, two] = [1, 2].map(slot => new BufferBudget(memory, 100, slot)) as [BufferBudget, BufferBudget]
  one.report(80, 50)
  two.report(40, 40)
  expect(one.excess).toBe(20)
  expect([one.isLargest(50), two.isLargest(40)]).toEqual([true, false])
  one.clear(1)
  expect(two.excess).toBe(-60)
})
