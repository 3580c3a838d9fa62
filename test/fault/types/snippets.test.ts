// The snippets of the manual, in the project as it is after what the manual adds to it.

import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { generate } from '../../../protocol/generate.ts'
import { changesOf, english, fileOf, ROOT, schemaOf } from '../../support/manual.ts'
import { problemsOf } from './support/problems-of.ts'

const snippets = english.flatMap(({ blocks }) => blocks.filter(({ language }) => language === 'ts'))

test('the snippets of the manual compile, in a project that has the messages and fields which the manual adds', () => {
  const virtual = new Map([...changedFiles(), ...generatedFiles()])
  const roots = snippets.map((block, i) => {
    const path = join(ROOT, dirname(fileOf(block)), `manual-snippet-${i}.ts`)
    virtual.set(path, block.text)
    return path
  })
  // A snippet that another imports stands for the file it names.
  for (const block of snippets) {
    const path = join(ROOT, fileOf(block))
    if (!existsSync(path)) virtual.set(path, block.text)
  }
  expect(problemsOf(roots, virtual, { noUnusedLocals: false })).toEqual([])
}, 240_000)

const changedFiles = (): Map<string, string> =>
  changesOf(english.find(({ file }) => file === 'docs/en/tutorial.md')!)

/** protocol/generated/ with the messages that pages add. */
function generatedFiles(): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-manual-'))
  try {
    cpSync(join(ROOT, 'protocol'), folder, { recursive: true, filter: path => !/\.ts$/.test(path) })
    for (const block of english.flatMap(({ blocks }) => blocks)) {
      if (block.language !== 'sproto') continue
      const file = join(folder, fileOf(block).replace('protocol/', ''))
      writeFileSync(file, `${readFileSync(file, 'utf8')}\n${schemaOf(block)}`)
    }
    return new Map(
      [...generate(folder)].map(([name, text]) => [join(ROOT, 'protocol/generated', name), text]),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}
