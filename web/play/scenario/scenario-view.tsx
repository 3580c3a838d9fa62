// Scenarios: the list of them, the steps of the one that is selected, and its run.

import { Button, IconButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { openFile, saveFile } from '../../ui/files.ts'
import { Icon } from '../../ui/icon.tsx'
import { moveFocus } from '../../ui/move-focus.ts'
import { Popover } from '../../ui/popover.tsx'
import { Split } from '../../ui/split.tsx'
import { useStoreNow } from '../../ui/store.ts'
import { useWidth } from '../../ui/width.ts'
import { LogView } from '../log/log-view.tsx'
import { usePage } from '../page.ts'
import { scenarioTest } from '../script/to-test.ts'
import { ScenarioEditor } from './scenario-editor.tsx'

export function ScenarioView() {
  const { t } = usePage()
  const width = useWidth()
  const pane = <ScenarioPane />
  if (width === 'phone' || width === 'low')
    return (
      <div class="scenario-stack">
        <ScenarioList />
        {pane}
      </div>
    )
  if (width === 'narrow')
    return (
      <Split name="scenario-list" label={t('dragLine')} way="across" initial={0.28}>
        <ScenarioList />
        {pane}
      </Split>
    )
  return (
    <Split name="scenario-list-wide" label={t('dragLine')} way="across" initial={0.19} least={0.1}>
      <ScenarioList />
      <Split name="scenario-log" label={t('dragLine')} way="across" initial={0.52}>
        {pane}
        <LogView />
      </Split>
    </Split>
  )
}

function ScenarioPane() {
  const { page, t } = usePage()
  const { scenarios } = page
  useStoreNow(scenarios)
  const { selected } = scenarios
  const place = selected ? scenarios.scenarios.indexOf(selected) : 0
  return (
    <section class="pane scenario-pane" aria-label={t('scenario')}>
      {selected ? (
        <ScenarioEditor key={place} scenario={selected} place={place} />
      ) : (
        <EmptyState icon="scenarios" text={t('noScenarios')}>
          <NewScenario />
        </EmptyState>
      )}
    </section>
  )
}

/** `isSmall`: beside the name of the list there is no room for words. */
function NewScenario({ isSmall = false }) {
  const { page, t } = usePage()
  const { scenarios } = page
  const add = () => scenarios.add({ name: t('scenarioNumber', scenarios.scenarios.length + 1), steps: [] })
  if (isSmall) return <IconButton icon="plus" label={t('newScenario')} onClick={add} />
  return (
    <Button kind="primary" icon="plus" onClick={add}>
      {t('newScenario')}
    </Button>
  )
}

function ScenarioList() {
  const { page, t } = usePage()
  const { scenarios } = page
  useStoreNow(scenarios)
  return (
    <section class="pane scenario-list" aria-label={t('scenarios')}>
      <header class="pane-head">
        <h2>{t('scenarios')}</h2>
        <span class="grow" />
        {scenarios.scenarios.length > 0 && <NewScenario isSmall />}
        <Popover label={t('more')} class="quiet icon" button={<Icon name="more" />}>
          {close => <FileTools onDone={close} />}
        </Popover>
      </header>
      <ul class="scroll grow" onKeyDown={event => moveFocus(event, '.row')}>
        {scenarios.scenarios.map((scenario, index) => (
          <li key={index}>
            <button
              type="button"
              class="row"
              aria-current={scenario === scenarios.selected ? 'true' : undefined}
              onClick={() => scenarios.select(index)}
            >
              <span class="row-name">{scenario.name}</span>
              <span class="comment">
                {scenario.steps.map(step => (step.kind === 'wait' ? `${step.ms} ms` : step.name)).join(' → ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** `Evening, 2` -> `evening-2.test.ts` */
const fileNameOf = (name: string): string =>
  `${
    name
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '') || 'scenario'
  }.test.ts`

function FileTools({ onDone }: { onDone: () => void }) {
  const { page, t } = usePage()
  const { scenarios, toasts } = page
  const take = (text: string) => {
    try {
      toasts.show({ text: t('imported', scenarios.import(text)) })
    } catch {
      toasts.show({ text: t('notScenarios') })
    }
  }
  const test = () => {
    const { selected } = scenarios
    if (!selected) return
    try {
      const accounts = page.connections.map(each => each.player ?? each.settings.account)
      saveFile(fileNameOf(selected.name), scenarioTest(selected, { protocols: page.protocols, accounts }))
      onDone()
    } catch (error) {
      toasts.show({ text: page.settings.mistake((error as Error).message) })
    }
  }
  return (
    <div class="menu">
      <Button icon="upload" onClick={() => openFile(take)}>
        {t('import')}
      </Button>
      <Button icon="save" isDisabled={!scenarios.selected} onClick={test}>
        {t('exportTest')}
      </Button>
      <Button
        icon="save"
        isDisabled={scenarios.scenarios.length === 0}
        onClick={() => {
          saveFile('gatehouse-scenarios.json', scenarios.exported())
          onDone()
        }}
      >
        {t('export')}
      </Button>
    </div>
  )
}
