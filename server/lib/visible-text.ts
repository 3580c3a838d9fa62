// What players write, as others may see it: one line in NFC, without controls, without signs that turn the direction of
// writing, without letters that show nothing, and without heaps of marks. The one place that knows which those are.
// Joiners and selectors stay where an emoji or a script needs them.

/** Never kept: controls, halves of surrogate pairs, what steers the direction, anchors of annotations, noncharacters. */
const UNWANTED = /[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Noncharacter_Code_Point}\uFFF9-\uFFFC]/gu
const BREAKS = /[\t-\r\u0085\u2028\u2029]+/g

const EMOJI = '\\p{Extended_Pictographic}(?:[\\uFE0E\\uFE0F]|\\p{Emoji_Modifier})?'
/** Scripts whose letters take another shape beside a joiner. */
const CURSIVE =
  '[\\p{scx=Arab}\\p{scx=Syrc}\\p{scx=Nkoo}\\p{scx=Mong}\\p{scx=Mand}\\p{scx=Adlm}\\p{scx=Rohg}]'
const LETTER = '[\\p{L}\\p{M}]'
/** What joins consonants in Indic scripts; a joiner stands behind it, or in front of it. */
const VIRAMA =
  '[\\u094D\\u09CD\\u0A4D\\u0ACD\\u0B4D\\u0BCD\\u0C4D\\u0CCD\\u0D3B\\u0D3C\\u0D4D\\u0DCA\\u1039\\u17D2\\u1B44\\uA9C0]'

/** Where letters that show nothing of their own are needed. */
const NEEDED = [
  // The flag of a region: a black flag and its tags.
  '\\u{1F3F4}[\\u{E0030}-\\u{E0039}\\u{E0061}-\\u{E007A}]{1,8}\\u{E007F}',
  `${EMOJI}(?:\\u200D${EMOJI})*`,
  '[0-9#*]\\uFE0F\\u20E3',
  // Persian, Syriac, N'Ko, Mongolian …
  `(?<=${LETTER})(?<=${CURSIVE})(?:\\u200C(?=${CURSIVE})(?=${LETTER})|\\u200D)`,
  // Devanagari, Bengali, Malayalam, Sinhala …
  `(?<=${VIRAMA})[\\u200C\\u200D]`,
  `(?<=\\p{L})\\u200D(?=${VIRAMA})`,
  // Variants of letters, as names in Han have them.
  '\\p{Script=Han}[\\uFE00-\\uFE02\\u{E0100}-\\u{E01EF}]',
  '[\\u1820-\\u18AA][\\u180B-\\u180D\\u180F]',
  '[\\u1000-\\u109F\\uA840-\\uA873]\\uFE00',
  // Signs of Arabic, Syriac and Kaithi that Unicode counts among the invisible ones.
  '[\\u0600-\\u0605\\u06DD\\u070F\\u0890\\u0891\\u08E2\\u{110BD}\\u{110CD}]',
].join('|')

const HIDDEN = '[\\p{Default_Ignorable_Code_Point}\\p{Cf}]'
/** Made when it is first used: it takes 30 ms, and most threads never need it. */
let hiddenOrNeeded: RegExp | undefined
function patternOfHidden(): RegExp {
  hiddenOrNeeded ??= new RegExp(`(${NEEDED})|${HIDDEN}`, 'gu')
  return hiddenOrNeeded
}

/** Marks on one letter, of those that go with every script and of all: more is scribbling. */
const HEAPS = /((?:(?=\p{Script=Inherited})\p{M}){4})(?:(?=\p{Script=Inherited})\p{M})+|(\p{M}{10})\p{M}+/gu

/** Blank, though Unicode calls them symbols: the empty Braille cell, a note without a head. */
const BLANK = '\\u2800\\u{1D159}'
const EDGES = new RegExp(`^[\\s${BLANK}]+|[\\s${BLANK}]+$`, 'gu')
const SHOWN = new RegExp(`(?![${BLANK}])[\\p{L}\\p{N}\\p{P}\\p{S}\\p{Co}\\p{Cn}]`, 'u')
const ASCII = /^[\x20-\x7e]*$/
/** What needs a closer look. */
const SUSPECT = new RegExp(
  `[\\p{C}\\p{M}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}${BLANK}\\uFFFC]`,
  'u',
)

/** The text as it may be shown; '' when there is nothing to be seen of it. */
export function cleanText(text: string): string {
  if (ASCII.test(text)) return text.trim()
  if (!SUSPECT.test(text)) return text.normalize('NFC').trim()
  let clean = text.replace(BREAKS, ' ')
  // What is taken away can bring together what is too much then.
  for (let before = ''; clean !== before; ) {
    before = clean
    clean = cleanOnce(clean)
  }
  return SHOWN.test(clean) ? clean : ''
}

const cleanOnce = (text: string): string =>
  text
    .replace(UNWANTED, '')
    .replace(patternOfHidden(), (_, needed: string | undefined) => needed ?? '')
    .normalize('NFC')
    .replace(HEAPS, '$1$2')
    .replace(EDGES, '')

/** The letters of `text` without those that show nothing of their own, wherever they stand. */
export const withoutHidden = (text: string): string => text.replace(ALL_HIDDEN, '')

const ALL_HIDDEN = new RegExp(HIDDEN, 'gu')

/** Letters, marks, digits, punctuation, symbols and inner spaces. */
const NAME = /^[\p{L}\p{N}\p{P}\p{S}](?:[\p{L}\p{M}\p{N}\p{P}\p{S} ]*[\p{L}\p{M}\p{N}\p{P}\p{S}])?$/u
const NOT_IN_NAMES = new RegExp(`${HIDDEN}|[${BLANK}\\uFFFC]`, 'u')
/** Emoji as they should be written; nothing that two names could differ by unseen. No literal: the compiler's target does
 * not know the flag v, which Node does. */
const EMOJI_SEQUENCE = '\\p{RGI_Emoji}'
let wholeEmoji: RegExp | undefined
function patternOfEmoji(): RegExp {
  wholeEmoji ??= new RegExp(EMOJI_SEQUENCE, 'gv')
  return wholeEmoji
}

/** Whether every letter of a name can be seen: two names that look the same may not differ in what can't be seen. */
export function isVisibleName(name: string): boolean {
  const plain = name.replace(patternOfEmoji(), '#')
  return NAME.test(plain) && !NOT_IN_NAMES.test(plain) && plain.search(HEAPS) < 0
}
