// Covers words in what players write, however they are disguised: in any case, as full-width or other forms of the same
// letters, with letters that show nothing or marks that belong to no letter in between, and with spaces or signs between
// the letters. The stars stand where the letters of the original stood. Built once for a list of words; a text is read
// once, each letter walking down a tree of the words.

import { withoutHidden } from '../../lib/visible-text.ts'

/** A letter of the text as it is compared: `from` to `to` is where it stands. */
interface Sign {
  letter: string
  from: number
  to: number
  kind: Kind
}

/** `letter`: of a word; `gap`: may stand between the letters of one; `stop`: ends what is said. */
type Kind = 'letter' | 'gap' | 'stop'

interface Branch {
  next: Map<string, Branch>
  isEnd: boolean
}

/** Gaps in a row that a word still goes on behind. */
const MOST_GAPS = 10
/** Steps that a text is worth: one made for it could take for ever with words that have signs in them. */
const MOST_STEPS = 50_000

/** A letter with the marks on it. */
const CLUSTER = /[^\p{M}\uFF9E\uFF9F][\p{M}\uFF9E\uFF9F]*|[\p{M}\uFF9E\uFF9F]+/uy
/** Marks that go with every script and have not become part of a letter. */
const LOOSE_MARKS = /(?=\p{Script=Inherited})\p{M}/gu
const GAP = /^[\s\p{Z}\p{P}\p{S}]$/u
/** Ends a part of a sentence. */
const STOP = /^[,!?:;\u3001\u3002]$/u
/** Scripts that put no space between words. */
const UNSPACED =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]$/u

/** A filter that puts a star in place of each letter of `words`. Longer words go first. */
export function maskWords(words: Iterable<string>): (text: string) => string {
  const root = plant(words)
  return root.next.size === 0 ? text => text : text => mask(text, root)
}

function plant(words: Iterable<string>): Branch {
  const root: Branch = { next: new Map(), isEnd: false }
  for (const word of words) {
    let branch = root
    for (const { letter } of signsOf(word)) branch = grow(branch, letter)
    if (branch !== root) branch.isEnd = true
  }
  return root
}

function grow({ next }: Branch, letter: string): Branch {
  const branch = next.get(letter) ?? { next: new Map(), isEnd: false }
  next.set(letter, branch)
  return branch
}

function mask(text: string, root: Branch): string {
  const signs = signsOf(text)
  const search: Search = { signs, root, steps: MOST_STEPS }
  let masked = ''
  let done = 0
  for (let i = 0; i < signs.length; i++) {
    const word = wordAt(search, i)
    if (!word) continue
    masked += text.slice(done, signs[i]!.from) + cover(text, signs, word)
    i = word.at(-1)!
    done = signs[i]!.to
  }
  return done === 0 ? text : masked + text.slice(done)
}

interface Search {
  readonly signs: readonly Sign[]
  readonly root: Branch
  /** What is left of MOST_STEPS. */
  steps: number
}

/** The signs of the longest word that begins at `start`; undefined when there is none. */
function wordAt(search: Search, start: number): number[] | undefined {
  const { signs, root } = search
  if (!root.next.has(signs[start]!.letter)) return undefined
  let longest: number[] | undefined
  const walk = (at: number, branch: Branch, path: number[], gaps: number): void => {
    const sign = signs[at]
    if (!sign || --search.steps < 0) return
    const next = branch.next.get(sign.letter)
    if (next) {
      const longer = [...path, at]
      if (next.isEnd && longer.length > (longest?.length ?? 0) && isWord(signs, longer)) longest = longer
      walk(at + 1, next, longer, 0)
    }
    if (sign.kind !== 'letter' && path.length > 0 && gaps < MOST_GAPS) walk(at + 1, branch, path, gaps + 1)
  }
  walk(start, root, [], 0)
  return longest
}

/**
 * Letters in a row are a word wherever they stand. With something in between they are one when nothing else is written
 * at either end ("a d m i n", but not "bad minister"); where words are not parted by spaces, when no sentence ends there.
 */
function isWord(signs: readonly Sign[], path: readonly number[]): boolean {
  const [first, last] = [path[0]!, path.at(-1)!]
  if (isSameLetter(signs, first - 1, first) || isSameLetter(signs, last, last + 1)) return false
  if (last - first + 1 === path.length) return true
  const [isFirstOpen, isLastOpen] = [isUnspaced(signs[first]!), isUnspaced(signs[last]!)]
  if (!isFirstOpen && signs[first - 1]?.kind === 'letter') return false
  if (!isLastOpen && signs[last + 1]?.kind === 'letter') return false
  return !(isFirstOpen || isLastOpen) || !signs.slice(first, last).some(sign => sign.kind === 'stop')
}

const isSameLetter = (signs: readonly Sign[], a: number, b: number): boolean =>
  signs[a]?.from === signs[b]?.from

const isUnspaced = ({ letter }: Sign): boolean => UNSPACED.test(letter)

/** Stars for the letters of a word; what stands between them stays, but for what shows nothing. */
function cover(text: string, signs: readonly Sign[], word: readonly number[]): string {
  const inWord = new Set(word)
  let covered = ''
  for (let i = word[0]!; i <= word.at(-1)!; i++) {
    const { from, to } = signs[i]!
    if (i > word[0]! && isSameLetter(signs, i - 1, i)) continue
    covered += inWord.has(i) ? '*' : text.slice(from, to)
  }
  return covered
}

function signsOf(text: string): Sign[] {
  const signs: Sign[] = []
  for (let from = 0; from < text.length; ) {
    const to = from + sizeAt(text, from)
    const cluster = text.slice(from, to)
    for (const letter of fold(cluster)) signs.push({ letter, from, to, kind: kindOf(letter) })
    from = to
  }
  return signs
}

/** How long the letter is that begins there, with its marks. */
function sizeAt(text: string, at: number): number {
  const next = text.charCodeAt(at + 1)
  // Most letters stand alone, which is seen without asking what they are.
  if (isPlain(text.charCodeAt(at)) && (Number.isNaN(next) || isPlain(next))) return 1
  CLUSTER.lastIndex = at
  return CLUSTER.exec(text)?.[0].length ?? 1
}

/** ASCII, Han, or Hangul: no mark, no half of a pair, nothing that hides. */
const isPlain = (code: number): boolean =>
  code < 0x80 || (code >= 0x4e00 && code < 0xa000) || (code >= 0xac00 && code < 0xd7a4)

function fold(cluster: string): string {
  if (cluster.length === 1 && isPlain(cluster.charCodeAt(0))) return cluster.toLowerCase()
  return withoutHidden(cluster).normalize('NFKC').toUpperCase().toLowerCase().replace(LOOSE_MARKS, '')
}

function kindOf(letter: string): Kind {
  if (isPlain(letter.charCodeAt(0)) && (letter >= '\x80' || /[a-z0-9]/.test(letter))) return 'letter'
  if (STOP.test(letter)) return 'stop'
  return GAP.test(letter) ? 'gap' : 'letter'
}
