// A cell of a table as text.

import { previewValue } from '../../value/preview.ts'
import type { Json } from '../../value/read-json.ts'

export const cellText = (value: unknown): string =>
  value === undefined || value === null
    ? ''
    : typeof value === 'object'
      ? previewValue(value as Json)
      : String(value)
