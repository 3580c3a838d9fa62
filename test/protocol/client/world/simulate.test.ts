import { expect, test, vi } from 'vitest'
import { simulate } from '../../../../protocol/client/world/index.ts'
import { HandSocket } from '../hand-socket.ts'
import { keepTimeStill } from '../still-time.ts'

keepTimeStill()

/** A socket behind a network, with what came through it and when. */
function behind(settings: Parameters<typeof simulate>[0]) {
  const real = new HandSocket()
  const network = simulate(settings, () => real)
  const socket = network.socket('ws://hand')
  const came: string[] = []
  const note = (what: string) => came.push(`${what} ${10 * Math.round((performance.now() - begun) / 10)}`)
  const begun = performance.now()
  socket.onopen = () => note('open')
  socket.onmessage = (({ data }: { data: string }) => note(data)) as never
  socket.onclose = (({ code }: { code: number }) => note(`closed ${code}`)) as never
  real.send = data => note(`sent ${data}`)
  return { real, socket, network, came }
}

test('all is late by the delay, both ways, and can be made later while it goes on', () => {
  const { real, socket, network, came } = behind({ delay: 80 })
  socket.binaryType = 'arraybuffer'
  real.open()
  vi.advanceTimersByTime(80)
  real.receive('a')
  socket.send('b')
  vi.advanceTimersByTime(100)
  network.delay = 200
  real.receive('c')
  real.drop(1006)
  vi.advanceTimersByTime(300)
  expect(came).toEqual(['open 80', 'a 160', 'sent b 160', 'c 380', 'closed 1006 380'])
  expect(real.binaryType).toBe('arraybuffer')
})

test('what is lost holds up all behind it for 200 to 400 ms, and everything arrives in order', () => {
  const { real, came, network } = behind({ jitter: 30 })
  network.loss = 1
  real.receive('0')
  network.loss = 0
  for (let i = 1; i < 40; i++, vi.advanceTimersByTime(25)) real.receive(String(i))
  vi.advanceTimersByTime(1000)
  const [names, times] = [0, 1].map(part => came.map(each => Number(each.split(' ')[part])))
  expect(names).toEqual(Array.from({ length: 40 }, (_, i) => i))
  expect(times![0]).toBeGreaterThanOrEqual(200)
  expect(times![0]).toBeLessThanOrEqual(440)
  expect(times![1]).toBeGreaterThanOrEqual(times![0]!)
  expect(times![30]! - 30 * 25).toBeLessThanOrEqual(40)
})

test('a cut loses what is on its way, tells the other side when it is over, and lets nobody through before', () => {
  const { real, socket, network, came } = behind({ delay: 80 })
  real.open()
  vi.advanceTimersByTime(100)
  socket.send('a')
  real.receive('b')
  real.binaryType = ''
  network.cut(1000)
  expect(came).toEqual(['open 80', 'closed 1006 100'])
  vi.advanceTimersByTime(500)
  const [next, given] = [network.socket('ws://hand'), network.socket('ws://hand')]
  next.binaryType = 'arraybuffer'
  next.onopen = () => came.push('open again')
  given.close()
  expect([real.closedWith, real.binaryType]).toEqual([[], ''])
  vi.advanceTimersByTime(500)
  expect([real.closedWith, real.binaryType]).toEqual([[4000], 'arraybuffer'])
  real.open()
  vi.advanceTimersByTime(80)
  expect(came).toEqual(['open 80', 'closed 1006 100', 'open again'])
})
