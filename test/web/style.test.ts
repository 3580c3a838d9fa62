// The page's style keeps to its scales: sizes of type, space and colours are those of tokens.css.

import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const WEB = resolve(import.meta.dirname, '../../web')

/** `file: property: value` of all that is declared, but for the tokens and the manual. */
function declarations(): [place: string, property: string, value: string][] {
  const files = (readdirSync(WEB, { recursive: true }) as string[])
    .filter(file => file.endsWith('.css') && !/tokens|manual/.test(file))
    .sort()
  return files.flatMap(file => {
    const text = readFileSync(join(WEB, file), 'utf8').replace(/\/\*.*?\*\//gs, '')
    const found = text.matchAll(/(?:^|[\s;{])([a-z-]+):\s*([^;{}]+);/g)
    return [...found].map(
      ([, property = '', value = '']) =>
        [`${file}: ${property}: ${value}`, property, value] as [string, string, string],
    )
  })
}

test('spaces are those of the scale, and hairlines', () => {
  const wrong = declarations().filter(
    ([, property, value]) =>
      /^(row-|column-)?gap$|^(scroll-)?(padding|margin)/.test(property) &&
      (value.match(/\d+(\.\d+)?px/g) ?? []).some(size => !['0px', '1px', '2px'].includes(size)),
  )
  expect(wrong.map(([place]) => place)).toEqual([])
})

test('letters have one of five sizes, each with its line', () => {
  const wrong = declarations().filter(
    ([, property, value]) =>
      (property === 'font-size' && !/^[\d.]+em$/.test(value)) ||
      (property === 'font' && !/var\(--text-|^inherit$|^100%/.test(value)),
  )
  expect(wrong.map(([place]) => place)).toEqual([])
})

test('every variable that is used is there', () => {
  const style = (readdirSync(WEB, { recursive: true }) as string[])
    .filter(file => /\.(css|tsx)$/.test(file))
    .map(file => readFileSync(join(WEB, file), 'utf8'))
    .join('\n')
  const used = [...style.matchAll(/var\((--[a-z0-9-]+)/g)].map(([, name]) => name!)
  const missing = [...new Set(used)].filter(name => !style.includes(`${name}:`) && !name.endsWith('-'))
  expect(missing).toEqual([])
})
