// Scenarios: the list of them, the steps of the one that is selected, and its run.

import { useState } from 'preact/hooks'
import { openFile, saveFile } from '../../ui/files.ts'
import { Icon } from '../../ui/icon.tsx'
import { useStoreNow } from '../../ui/store.ts'
import { LogView } from '../log/log-view.tsx'
import { usePage } from '../page.ts'
import { ScenarioEditor } from './scenario-editor.tsx'

export function ScenarioView() {
  return (
    <div class="scenario-view">
      <ScenarioList />
      <ScenarioPane />
      <LogView />
    </div>
  )
}

function ScenarioPane() {
  const { page, t } = usePage()
  const { scenarios } = page
  useStoreNow(scenarios)
  const { selected } = scenarios
  const place = selected ? scenarios.scenarios.indexOf(selected) : 0
  return (
    <section class="panel scenario-pane" aria-label={t('scenarios')}>
      {selected ? (
        <ScenarioEditor key={place} scenario={selected} place={place} />
      ) : (
        <p class="empty">{t('noScenarios')}</p>
      )}
    </section>
  )
}

function ScenarioList() {
  const { page, t } = usePage()
  const { scenarios } = page
  useStoreNow(scenarios)
  return (
    <section class="panel scenario-list" aria-label={t('scenarios')}>
      <button
        type="button"
        class="primary"
        onClick={() =>
          scenarios.add({ name: nextName(t('scenarios'), scenarios.scenarios.length), steps: [] })
        }
      >
        <Icon name="plus" /> {t('newScenario')}
      </button>
      <ul class="scroll">
        {scenarios.scenarios.map((scenario, index) => (
          <li key={index}>
            <button
              type="button"
              class="message-item"
              aria-current={scenario === scenarios.selected ? 'true' : undefined}
              onClick={() => scenarios.select(index)}
            >
              <span class="message-name">{scenario.name}</span>
              <span class="comment">
                {scenario.steps.map(step => (step.kind === 'wait' ? `${step.ms} ms` : step.name)).join(' → ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <FileTools />
    </section>
  )
}

const nextName = (word: string, count: number): string => `${word.replace(/s$/, '')} ${count + 1}`

function FileTools() {
  const { page, t } = usePage()
  const [notice, setNotice] = useState('')
  const take = (text: string) => {
    try {
      setNotice(t('imported', page.scenarios.import(text)))
    } catch {
      setNotice(t('notScenarios'))
    }
  }
  return (
    <div class="file-tools">
      <button
        type="button"
        disabled={page.scenarios.scenarios.length === 0}
        onClick={() => saveFile('gatehouse-scenarios.json', page.scenarios.exported())}
      >
        <Icon name="save" /> {t('export')}
      </button>
      <button type="button" onClick={() => openFile(take)}>
        <Icon name="upload" /> {t('import')}
      </button>
      <p class="hint" role="status">
        {notice}
      </p>
    </div>
  )
}
