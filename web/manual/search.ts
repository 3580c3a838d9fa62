// Searching the manual: every word has to stand in a section; headings count more than text. Chinese has no spaces, so
// a word is looked for as a piece of text.

export interface Section {
  path: string
  page: string
  heading: string
  text: string
}

export interface Result {
  section: Section
  /** A piece of the section, with what was found in its middle. */
  before: string
  match: string
  after: string
}

const MOST = 20
const AROUND = 50

/** The best first. */
export function find(sections: readonly Section[], query: string): Result[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const scored = sections.map(section => ({ section, score: scoreOf(section, words) }))
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
    .map(({ section }) => ({ section, ...excerpt(section.text, words) }))
}

/** 0 where a word is missing. */
function scoreOf({ page, heading, text }: Section, words: readonly string[]): number {
  let score = 0
  for (const word of words) {
    const points = pointsOf(heading, word, 10) + pointsOf(page, word, 5) + pointsOf(text, word, 1)
    if (points === 0) return 0
    score += points
  }
  return score
}

/** A few more for each time, and twice as many for the whole. */
function pointsOf(text: string, word: string, points: number): number {
  const lower = text.toLowerCase()
  if (lower === word) return points * 2
  const count = lower.split(word).length - 1
  return count === 0 ? 0 : points + Math.min(count - 1, 4) / 2
}

function excerpt(text: string, words: readonly string[]): Omit<Result, 'section'> {
  const lower = text.toLowerCase()
  const word = words.find(each => lower.includes(each)) ?? ''
  const at = Math.max(0, lower.indexOf(word))
  const start = Math.max(0, at - AROUND)
  const end = Math.min(text.length, at + word.length + AROUND)
  return {
    before: (start > 0 ? '…' : '') + text.slice(start, at),
    match: text.slice(at, at + word.length),
    after: text.slice(at + word.length, end) + (end < text.length ? '…' : ''),
  }
}
