import { Alert, Button } from 'antd'
import { useMemo, useState } from 'react'
import { type PublishOutcome, type SaveOutcome, STAFF_SETTINGS_ROUTES } from '../../../src/contract/settings-api.ts'
import type { LayerId } from '../../../src/settings/layer-id.ts'
import { type Problem, problemsOf } from '../../../src/settings/problems.ts'
import { SECTION_NAMES } from '../../../src/settings/sections.ts'
import { changesMoney, differenceOf, type Layer, layerSchema, resolveSettings } from '../../../src/settings/settings.ts'
import type { Refusal } from '../../web/route-client.ts'
import { ActButton } from '../parts/act-button.tsx'
import { useTimes } from '../parts/values.tsx'
import { useServer } from '../shell/console-context.ts'
import { Trouble } from '../shell/trouble.tsx'
import { type Clash, ClashNote } from './clash-note.tsx'
import { DifferenceTable } from './difference-table.tsx'
import { KioskPicture } from './kiosk-picture.tsx'
import { LayerHistory } from './layer-history.tsx'
import { PublishedWords } from './published-words.tsx'
import { SectionForm } from './section-form.tsx'
import type { ShownLayer } from './shown-layer.ts'
import { useSettingsWords } from './words.ts'

/** The forms of a layer with what was typed. Nothing that the server answers takes away what was typed: only whoever typed it does. */
export function LayerEditor({
  id,
  shown,
  again,
}: {
  readonly id: LayerId
  readonly shown: ShownLayer
  readonly again: () => Promise<void>
}) {
  const t = useSettingsWords()
  const server = useServer(STAFF_SETTINGS_ROUTES)
  const { time } = useTimes()
  const published = shown.published?.content ?? {}
  const [typed, setTyped] = useState<Layer>(shown.draft?.content ?? published)
  const [seen, setSeen] = useState({
    basedOn: shown.draft?.basedOn ?? shown.published?.version ?? 0,
    revision: shown.draft?.revision ?? 0,
  })
  const [clash, setClash] = useState<Clash | null>(null)
  const [told, setTold] = useState<readonly Problem[]>([])
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isBusy, setBusy] = useState(false)
  const changes = useMemo(() => differenceOf(published, typed), [published, typed])
  const checked = useMemo(() => layerSchema.safeParse(typed), [typed])
  const problems = checked.success ? told : problemsOf(checked.error)
  const settings = useMemo(
    () => resolveSettings(shown.below, { terminal: checked.success ? typed : {} }).settings,
    [shown.below, typed, checked.success],
  )
  const isSaved = shown.draft !== null && differenceOf(shown.draft.content, typed).length === 0
  const needsTwo = shown.needsAgreement || changesMoney(changes)

  const type = (next: Layer) => {
    setTyped(next)
    setTold([])
  }
  /** What could not be done: shown beside what was typed. */
  const hear = (outcome: SaveOutcome | PublishOutcome | { outcome: 'dropped' }) => {
    setClash(outcome.outcome === 'changed' || outcome.outcome === 'outdated' ? outcome : null)
    setTold(outcome.outcome === 'wrong' ? outcome.problems : [])
  }
  const save = async () => {
    setBusy(true)
    const answer = await server.saveSettingsDraft({
      ...id,
      content: typed as Record<string, Record<string, unknown>>,
      ...seen,
    })
    setBusy(false)
    setRefusal(answer.ok ? null : answer.error)
    if (!answer.ok) return
    hear(answer.value)
    if (answer.value.outcome !== 'saved') return
    setSeen({ basedOn: answer.value.draft.basedOn, revision: answer.value.draft.revision })
    await again()
  }
  const afterPublishing = async (outcome: PublishOutcome | { outcome: 'dropped' }, content: Layer) => {
    hear(outcome)
    if (outcome.outcome === 'published') setSeen({ basedOn: outcome.version, revision: 0 })
    if (outcome.outcome === 'published' || outcome.outcome === 'dropped') setTyped(content)
    await again()
  }
  const goOn = (theirs: Clash, content: Layer) => {
    setClash(null)
    setTyped(content)
    if (theirs.outcome === 'outdated')
      setSeen({ basedOn: theirs.published.version, revision: shown.draft?.revision ?? seen.revision })
    else
      setSeen({
        basedOn: theirs.draft?.basedOn ?? shown.published?.version ?? 0,
        revision: theirs.draft?.revision ?? 0,
      })
    void again()
  }

  return (
    <div className="settings-editor">
      <div className="settings-forms">
        {clash && (
          <ClashNote clash={clash} onMine={() => goOn(clash, typed)} onTheirs={content => goOn(clash, content)} />
        )}
        {refusal && <Trouble refusal={refusal} />}
        {problems.length > 0 && <Alert type="error" showIcon role="alert" title={t('wrong')} />}
        {SECTION_NAMES.map(section => (
          <SectionForm
            key={section}
            {...{ section, typed, problems, below: shown.below, from: shown.from, kinds: shown.kinds }}
            trays={id.layer === 'terminal' ? shown.trays : undefined}
            onTyped={type}
            isDisabled={!shown.mayEdit}
          />
        ))}
      </div>
      <div className="settings-side">
        <KioskPicture settings={settings} of={shown} />
        <section>
          <h2>{t('changes')}</h2>
          <DifferenceTable changes={changes} />
          <p role="status">
            {shown.draft ? t('draft', { name: shown.draft.savedBy, time: time(shown.draft.savedAt) }) : t('noDraft')}{' '}
            {!isSaved && changes.length > 0 && t('unsaved')}
          </p>
          {shown.mayEdit && (
            <div className="settings-acts">
              <Button loading={isBusy} disabled={!checked.success || isSaved} onClick={() => void save()}>
                {t('save')}
              </Button>
              <ActButton
                isPrimary
                label={t(needsTwo ? 'propose' : 'publish')}
                isDisabled={!isSaved || changes.length === 0}
                needsReason={needsTwo}
                will={<DifferenceTable changes={changes} label={t(needsTwo ? 'propose' : 'publish')} />}
                act={reason => server.publishSettings({ ...id, revision: seen.revision, reason })}
                did={outcome => <PublishedWords outcome={outcome} />}
                onDone={outcome => void afterPublishing(outcome, typed)}
              />
              {shown.draft && (
                <ActButton
                  isDangerous
                  label={t('drop')}
                  will={t('dropWill')}
                  act={() => server.dropSettingsDraft({ ...id, revision: seen.revision })}
                  did={({ outcome }) => t(outcome === 'dropped' ? 'dropped' : 'notDone')}
                  onDone={outcome => {
                    if (outcome.outcome === 'dropped') setSeen({ basedOn: shown.published?.version ?? 0, revision: 0 })
                    void afterPublishing(outcome, published)
                  }}
                />
              )}
            </div>
          )}
        </section>
        <LayerHistory id={id} shown={shown} onRestored={outcome => void afterPublishing(outcome, typed)} />
      </div>
    </div>
  )
}
