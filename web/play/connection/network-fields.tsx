// A network that is worse on purpose: what a connection sends and receives is delayed, held, or cut.

import { useState } from 'preact/hooks'
import { Button } from '../../ui/button.tsx'
import { useStore } from '../../ui/store.ts'
import type { Connection } from '../model/connection.ts'
import { usePage } from '../page.ts'

export function NetworkFields({ connection }: { connection: Connection }) {
  const { t } = usePage()
  const { line } = connection
  const [away, setAway] = useState(0)
  useStore(line)
  return (
    <fieldset class="connection-network">
      <legend>{t('network')}</legend>
      <label class="field">
        {t('delay')}
        <input
          type="number"
          min={0}
          max={60_000}
          step={50}
          value={line.delay}
          onInput={event => line.setDelay(Number(event.currentTarget.value) || 0)}
        />
      </label>
      <button
        type="button"
        aria-pressed={line.isHeld}
        class={line.isHeld ? 'primary' : ''}
        onClick={() => line.hold(!line.isHeld)}
      >
        {line.isHeld ? t('letGo', line.held) : t('hold')}
      </button>
      <label class="field">
        {t('awayFor')}
        <input
          type="number"
          min={0}
          max={600}
          value={away}
          onInput={event => setAway(Number(event.currentTarget.value) || 0)}
        />
      </label>
      <Button icon="cut" onClick={() => line.cut(away * 1000)}>
        {t('cut')}
      </Button>
      <p class="hint">{t('networkHint')}</p>
    </fieldset>
  )
}
