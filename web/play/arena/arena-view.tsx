// The arena: a field to play on at once, and beside it bots, a weak network to try, what the server knows, and what it costs. What
// it is played with is loaded when it is opened.

import { useEffect, useRef, useState } from 'preact/hooks'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Lazy } from '../../ui/lazy.tsx'
import { keep, recallJson } from '../../ui/storage.ts'
import { useStore } from '../../ui/store.ts'
import type { ConnectionSettings } from '../model/connection-settings.ts'
import { usePage } from '../page.ts'
import { Refusal } from '../refusal.tsx'
import type { Workspace } from '../workspace.ts'
import { ArenaEnter } from './arena-enter.tsx'
import type { ArenaSession } from './arena-session.ts'
import { ArenaSide } from './arena-side.tsx'

type ArenaGame = typeof import('./arena-game.ts')

export function ArenaView() {
  const { page, t } = usePage()
  if (page.protocols.has('arena_join', 'arena_steer', 'arena_view')) return <Lazy load={load} props={{}} />
  return (
    <section class="pane" aria-label={t('arena')}>
      <EmptyState icon="arena" text={t('panelNeeds', 'arena_*')} />
    </section>
  )
}

const load = async () => {
  const game = await import('./arena-game.ts')
  game.dressArena()
  return () => <Arena game={game} />
}

/** Plays as the same after a reload; a tab that was duplicated as another. */
async function sessionFor({ ArenaSession }: ArenaGame, page: Workspace): Promise<ArenaSession> {
  const kept = (await page.isOwnTab) ? recallJson('arena', isSettings, 'tab') : undefined
  const account = page.login ? '' : `hero${Math.floor(1000 + Math.random() * 9000)}`
  const session = new ArenaSession(page, kept ?? { url: page.protocols.gateUrl, account, format: 'binary' })
  session.onSettings = () => keep('arena', JSON.stringify(session.settings), 'tab')
  session.onSettings()
  return session
}

const isSettings = (value: unknown): value is ConnectionSettings =>
  typeof (value as ConnectionSettings | null)?.account === 'string'

/** ms after which colours are looked at again: the theme may have changed. */
const LOOK = 500

function Arena({ game }: { game: ArenaGame }) {
  const { page } = usePage()
  const [session, setSession] = useState<ArenaSession>()
  useEffect(() => void sessionFor(game, page).then(setSession), [])
  return session ? <Session game={game} session={session} /> : null
}

interface SessionProps {
  game: ArenaGame
  session: ArenaSession
}

function Session({ game, session }: SessionProps) {
  const { t } = usePage()
  const field = useRef<HTMLDivElement>(null)
  const map = useRef<HTMLCanvasElement>(null)
  useStore(session)
  useEffect(() => {
    void session.start()
    return () => session.stop()
  }, [session])
  useEffect(() => play(game, session, { field: field.current!, map: map.current! }), [session])
  return (
    <section class="arena" aria-label={t('arena')}>
      <div class="arena-field">
        <div
          ref={field}
          class="arena-play"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it is played with the keys
          tabIndex={0}
          role="application"
          aria-label={t('arenaField')}
          aria-describedby="arena-hint"
        >
          <canvas />
        </div>
        {session.isOut && <ArenaEnter session={session} />}
        <Line session={session} />
      </div>
      <ArenaSide session={session} map={map} />
    </section>
  )
}

function Line({ session }: { session: ArenaSession }) {
  const { t } = usePage()
  const { own, isOut, isAway, cutFor } = session
  const state = () => {
    if (isOut) return t('arenaOut')
    if (cutFor > 0) return t('arenaCut', cutFor)
    if (!own) return t('arenaComing')
    return isAway ? t('arenaAway') : t('arenaYou', own.hp, own.kills)
  }
  return (
    <div>
      <Refusal failure={isOut ? undefined : session.failure} onClose={() => session.dismiss()} />
      <div class="arena-line">
        <span role="status">{state()}</span>
        <span class="hint" id="arena-hint">
          {t('arenaHint')}
        </span>
      </div>
    </div>
  )
}

/** Draws each frame, until the returned function is called. */
function play(
  game: ArenaGame,
  session: ArenaSession,
  { field, map }: { field: HTMLElement; map: HTMLCanvasElement },
): () => void {
  const { inksOf, paintArena, paintMap } = game
  const canvas = field.querySelector('canvas')!
  const hands = new game.ArenaHands()
  const letGo = hands.hold(field)
  // Whoever has opened the arena wants to play; whoever has gone on meanwhile is left alone.
  const { activeElement } = document
  if (!activeElement || activeElement === document.body || activeElement.closest('nav')) field.focus()
  let inks = inksOf(canvas)
  let looked = performance.now()
  const draw = (now: number) => {
    if (now - looked > LOOK) {
      looked = now
      inks = inksOf(canvas)
    }
    const own = paintArena(canvas, session, inks)
    if (own) session.drive(hands.wanted(own.angle))
    paintMap(map, session, inks)
    frame = requestAnimationFrame(draw)
  }
  let frame = requestAnimationFrame(draw)
  return () => {
    cancelAnimationFrame(frame)
    letGo()
  }
}
