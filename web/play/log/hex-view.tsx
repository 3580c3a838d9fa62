// A frame as its bytes: which are which field. Bytes and the list of fields point at each other. Text frames are
// shown as the text that they are.

import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Frame } from '../../../protocol/client/index.ts'
import type { SpanKind } from '../../value/annotate.ts'
import type { Word } from '../../words/translator.ts'
import { usePage } from '../page.ts'
import { type Piece, readPackage } from './package-bytes.ts'

/** Bytes in a line: as many as there is room for. */
const [FEW, MANY] = [8, 16]
/** From so many px on there is room for many. */
const WIDE = 600
/** Bytes beyond this are not drawn. */
const LIMIT = 4096

const KIND_WORDS: Partial<Record<SpanKind, Word>> = {
  count: 'kindCount',
  skip: 'kindSkip',
  field: 'kindField',
  inline: 'kindInline',
  length: 'kindLength',
  padding: 'padding',
  broken: 'kindBroken',
}

export function HexView({ frame }: { frame: Frame }) {
  const { page, t } = usePage()
  const [active, setActive] = useState<string>()
  const data = frame.data
  const read = useMemo(
    () => (typeof data === 'string' ? undefined : readPackage(page.protocols, frame)),
    [frame],
  )
  if (typeof data === 'string' || !read) return <pre class="json">{frame.data}</pre>
  return (
    <div class="hex-view">
      <p class="hint">{t('packed', data.length, read.bytes.length)}</p>
      <Bytes bytes={read.bytes} pieces={read.pieces} active={active} onActive={setActive} />
      <Pieces pieces={read.pieces} active={active} onActive={setActive} />
    </div>
  )
}

interface Props {
  pieces: readonly Piece[]
  /** The path that is pointed at. */
  active: string | undefined
  onActive: (path: string | undefined) => void
}

function Bytes({ bytes, pieces, active, onActive }: Props & { bytes: Uint8Array }) {
  const owners = useMemo(() => ownersOf(bytes, pieces), [bytes, pieces])
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(FEW)
  useEffect(() => {
    const observer = new ResizeObserver(() => setWidth(box.current!.clientWidth < WIDE ? FEW : MANY))
    observer.observe(box.current!)
    return () => observer.disconnect()
  }, [])
  const rows = Math.ceil(Math.min(bytes.length, LIMIT) / width)
  return (
    <div ref={box} class={`hex-bytes hex-${width}`} onMouseLeave={() => onActive(undefined)}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} class="hex-row">
          <span class="hex-offset">{(row * width).toString(16).padStart(4, '0')}</span>
          <span class="hex-digits">
            {Array.from(bytes.subarray(row * width, (row + 1) * width), (byte, column) => {
              const piece = owners[row * width + column]
              const isActive = piece !== undefined && piece.path === active
              return (
                <span
                  key={column}
                  class={`hex-byte ${piece ? `hue-${piece.hue}` : ''} ${isActive ? 'active' : ''}`}
                  onMouseEnter={() => onActive(piece?.path)}
                >
                  {byte.toString(16).padStart(2, '0')}
                </span>
              )
            })}
          </span>
          <span class="hex-text">{asciiOf(bytes.subarray(row * width, (row + 1) * width))}</span>
        </div>
      ))}
      {bytes.length > LIMIT && <p class="hint">… {bytes.length - LIMIT} B</p>}
    </div>
  )
}

function Pieces({ pieces, active, onActive }: Props) {
  const { t } = usePage()
  return (
    <table class="hex-pieces" onMouseLeave={() => onActive(undefined)}>
      <thead>
        <tr>
          <th scope="col">{t('byteRange')}</th>
          <th scope="col">{t('field')}</th>
          <th scope="col">{t('value')}</th>
        </tr>
      </thead>
      <tbody>
        {pieces.slice(0, LIMIT / 4).map(piece => (
          <tr
            key={`${piece.start}-${piece.kind}`}
            class={piece.path === active ? 'active' : ''}
            onMouseEnter={() => onActive(piece.path)}
          >
            <td class="mono">
              {piece.start.toString(16).padStart(4, '0')}
              {piece.end - piece.start > 1 && `–${(piece.end - 1).toString(16).padStart(4, '0')}`}
            </td>
            <td>
              <span class={`hue-dot hue-${piece.hue}`} /> <code>{piece.path}</code>
            </td>
            <td class={piece.kind === 'broken' ? 'bad' : ''}>
              {KIND_WORDS[piece.kind] && <span class="hint">{t(KIND_WORDS[piece.kind]!)} </span>}
              {piece.text}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function ownersOf(bytes: Uint8Array, pieces: readonly Piece[]): (Piece | undefined)[] {
  const owners = new Array<Piece | undefined>(bytes.length).fill(undefined)
  for (const piece of pieces) owners.fill(piece, piece.start, piece.end)
  return owners
}

const asciiOf = (bytes: Uint8Array): string =>
  Array.from(bytes, byte => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')).join('')
