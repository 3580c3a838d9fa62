import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createDeferred } from '../../../server/lib/deferred.ts'
import { DiagnosisFiles } from '../../../server/ops/diagnose/files.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

test('two threads that are written under one name at a time do not mix', async () => {
  const folder = temporaryFolder()
  const files = new DiagnosisFiles(folder)
  const { signal } = new AbortController()
  const [first, second] = [createDeferred<void>(), createDeferred<void>()]
  const write = (text: string, until: Promise<void>) =>
    files.write('monday.heapsnapshot', signal, async path => {
      writeFileSync(path, text)
      await until
      expect(readFileSync(path, 'utf8')).toBe(text)
    })
  const written = [write('one', first.promise), write('two', second.promise)]
  second.resolve()
  await written[1]
  first.resolve()
  await written[0]
  expect(readdirSync(folder)).toEqual(['monday.heapsnapshot'])
})
