// Texts that mean harm: to the document, to objects used as maps, to the order and the width of what stands beside them.

const MANY = 10_000

/** What it tries -> the text. A script of one that comes to run sets `hacked`. */
export const HOSTILE: readonly (readonly [what: string, text: string])[] = [
  [
    'elements',
    '<img src=x onerror="window.hacked=1"></title></textarea><script>window.hacked=1</script><svg onload=window.hacked=1>',
  ],
  [
    'attributes',
    `"autofocus onfocus="window.hacked=1' onmouseover='window.hacked=1' href="javascript:window.hacked=1`,
  ],
  ['templates', `javascript:window.hacked=1 {{constructor}} \${window.hacked=1} {0} %s &lt;b&gt; &#60;i>`],
  [
    'other directions, and nothing to be seen',
    '\u202eevil\u202c \u2067\u202dgnp.exe \u05d0\u05d1\u200bzero\u200d\ufeff\u2060\u00adwidth\u061c',
  ],
  ['pictures, and marks above marks', `👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🇨🇳👍🏿é𠜎${'z\u0300\u0489'.repeat(200)}`],
  ['the prototype', '__proto__'],
  ['what every object has', 'constructor'],
  ['one long word', 'W'.repeat(MANY)],
  ['many words', 'no end '.repeat(MANY / 7).trim()],
]

/** Its first characters: as much as a preview, a close or the name of a file holds. */
export const beginningOf = (text: string): string => [...text].slice(0, 20).join('')
