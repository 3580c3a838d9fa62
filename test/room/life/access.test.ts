import { expect, test } from 'vitest'
import { Access } from '../../../server/room/life/access.ts'
import { hashPassword } from '../../../server/room/password.ts'

const RECORD = {
  id: '1',
  kind: 'chat',
  name: 'den',
  owner: '10',
  maxMembers: 10,
  isLocked: false,
  password: '',
  moderators: ['11'],
  mutes: {},
  options: undefined,
}

const codeOf = (work: () => void): string => {
  try {
    work()
    return 'none'
  } catch (error) {
    return (error as { code: string }).code
  }
}

test('a mute and a removal end when their time is over, and a mute by hand', () => {
  const access = new Access(RECORD, [])
  access.mute('20', 2000, 1000)
  access.keepOut('20', 2000, 1000)
  expect(access.mutedUntil('20', 1999)).toBe(2000)
  expect(codeOf(() => access.admit('20', '', 1999))).toBe('NOT_ALLOWED')
  expect(access.mutedUntil('20', 2000)).toBe(0)
  expect(codeOf(() => access.admit('20', '', 2000))).toBe('none')
  access.mute('20', 5000, 3000)
  access.mute('20', 0, 3000)
  expect(access.lasting(3000).mutes).toEqual({})
})

test('moderators come in through a lock and without the password, others do not', () => {
  const access = new Access({ ...RECORD, isLocked: true, password: hashPassword('key') }, ['12'])
  for (const uid of ['10', '11', '12']) expect(codeOf(() => access.admit(uid, '', 0))).toBe('none')
  expect(codeOf(() => access.admit('13', 'key', 0))).toBe('ROOM_LOCKED')
  access.isLocked = false
  expect(codeOf(() => access.admit('13', 'kez', 0))).toBe('WRONG_PASSWORD')
  expect(codeOf(() => access.admit('13', 'key', 0))).toBe('none')
})

test('the lists of a room take uids only, and no more than a thousand whose time is not over', () => {
  const access = new Access(RECORD, [])
  expect(codeOf(() => access.mute('__proto__', 5, 0))).toBe('BAD_MESSAGE')
  expect(codeOf(() => access.setModerator('anna', true))).toBe('BAD_MESSAGE')
  for (let i = 0; i < 1000; i++) access.mute(`${i}`, 1000, 0)
  expect(codeOf(() => access.mute('5000', 2000, 500))).toBe('NOT_ALLOWED')
  expect(codeOf(() => access.mute('7', 2000, 500))).toBe('none')
  expect(codeOf(() => access.mute('5000', 2000, 1000))).toBe('none')
})
