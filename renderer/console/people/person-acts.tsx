import { Form, Input, InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
import { DOCUMENT_DESK_ROUTES } from '../../../src/contract/document-desk-api.ts'
import { PEOPLE_ROUTES, type PersonPage } from '../../../src/contract/people-api.ts'
import { ok } from '../../../src/result.ts'
import { IssueButton } from '../documents/issue-button.tsx'
import { ActButton } from '../parts/act-button.tsx'
import { Facts } from '../parts/facts.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { useMay, useServer } from '../shell/console-context.ts'
import { useText } from '../shell/language.tsx'
import { inWords } from './own-refusals.ts'
import { usePeopleWords } from './words.ts'

interface ActsProps {
  readonly person: PersonPage
  readonly onDone: () => void
}

/** What may be done for one person, each with what it will do. */
export function PersonActs(props: ActsProps) {
  const may = useMay()
  return (
    <>
      {may('people-desk.unmask') && <Unmask {...props} />}
      {may('document-desk.issue') && <IssueButton personId={props.person.personId} onDone={props.onDone} />}
      {may('people-desk.block-cards') && <LoseCards {...props} />}
      {may('people-desk.manage') && (
        <>
          <PlaceHold {...props} />
          <GiveApproval {...props} />
          <Grant {...props} />
        </>
      )}
    </>
  )
}

function useRefusalWords(): Readonly<Record<string, string>> {
  const t = usePeopleWords()
  return {
    'person-unknown': t('person.gone'),
    'not-there': t('refused.notThere'),
    'kind-unknown': t('refused.kind'),
    'day-over': t('refused.day'),
    'kind-waits-for-nothing': t('refused.waitsForNothing'),
    'kind-needed': t('refused.kindNeeded'),
    'kind-not-counted': t('refused.kindNotCounted'),
    'lost-already': t('refused.lostAlready'),
    'no-card-number': t('find.noCard'),
  }
}

function useKinds() {
  const server = useServer(DOCUMENT_DESK_ROUTES)
  const text = useText()
  const { value } = useAnswer(() => server.deskKinds({}), '')
  return (value?.kinds ?? []).map(one => ({ value: one.kind, label: text(one.title), waits: one.approval?.by ?? null }))
}

function Unmask({ person, onDone }: ActsProps) {
  const t = usePeopleWords()
  const server = useServer(PEOPLE_ROUTES)
  const words = useRefusalWords()
  return (
    <ActButton
      label={t('unmask.label')}
      will={t('unmask.will')}
      needsReason
      act={async reason => inWords(await server.unmaskPerson({ personId: person.personId, reason }), words)}
      did={whole => (
        <Facts
          facts={[
            { label: t('unmask.name'), value: `${whole.nameZh} ${whole.nameEn}` },
            { label: t('unmask.number'), value: whole.number },
            whole.idNumber !== null && { label: t('person.idNumber'), value: whole.idNumber },
            { label: t('unmask.bornOn'), value: whole.bornOn },
            whole.mail !== null && { label: t('unmask.mail'), value: whole.mail },
          ]}
        />
      )}
      onDone={onDone}
    />
  )
}

function LoseCards({ person, onDone }: ActsProps) {
  const t = usePeopleWords()
  const server = useServer(PEOPLE_ROUTES)
  const words = useRefusalWords()
  return (
    <ActButton
      label={t('lose.label')}
      will={t('lose.will')}
      needsReason
      isDangerous
      act={async reason =>
        inWords(await server.reportLostCard({ which: { personId: person.personId }, reason }), words)
      }
      did={() => t('lose.did')}
      undo={({ lostCardId }) => server.cardFound({ lostCardId })}
      onDone={onDone}
    />
  )
}

function PlaceHold({ person, onDone }: ActsProps) {
  const t = usePeopleWords()
  const server = useServer(PEOPLE_ROUTES)
  const words = useRefusalWords()
  const kinds = useKinds()
  const [chosen, setChosen] = useState<string[]>([])
  const [zh, setZh] = useState('')
  const [en, setEn] = useState('')
  const [lastDay, setLastDay] = useState('')
  return (
    <ActButton
      label={t('hold.label')}
      will={t('hold.will')}
      isReady={zh.trim() !== '' || en.trim() !== ''}
      fields={
        <Form layout="vertical" component="div">
          <Form.Item label={t('hold.kinds')} extra={t('hold.kindsHint')} htmlFor="hold-kinds">
            <Select id="hold-kinds" mode="multiple" options={kinds} value={chosen} onChange={setChosen} />
          </Form.Item>
          <Form.Item label={t('hold.reasonZh')} htmlFor="hold-zh" extra={t('hold.reasonHint')}>
            <Input id="hold-zh" value={zh} maxLength={200} onChange={event => setZh(event.target.value)} />
          </Form.Item>
          <Form.Item label={t('hold.reasonEn')} htmlFor="hold-en">
            <Input id="hold-en" value={en} maxLength={200} onChange={event => setEn(event.target.value)} />
          </Form.Item>
          <LastDay id="hold-day" value={lastDay} onChange={setLastDay} />
        </Form>
      }
      act={async () =>
        inWords(
          await server.placeHold({
            ...{ personId: person.personId, kinds: chosen.length === 0 ? null : chosen, reason: { zh, en } },
            lastDay: lastDay === '' ? null : lastDay,
          }),
          words,
        )
      }
      did={() => t('hold.did')}
      onDone={onDone}
    />
  )
}

function GiveApproval({ person, onDone }: ActsProps) {
  const t = usePeopleWords()
  const server = useServer(PEOPLE_ROUTES)
  const words = useRefusalWords()
  const kinds = useKinds().filter(({ waits }) => waits === 'word')
  const [kind, setKind] = useState<string>()
  const [lastDay, setLastDay] = useState('')
  if (kinds.length === 0) return null
  return (
    <ActButton
      label={t('approval.label')}
      will={t('approval.will')}
      needsReason
      isReady={kind !== undefined}
      fields={
        <Form layout="vertical" component="div">
          <Form.Item label={t('approval.kind')} htmlFor="approval-kind">
            <Select id="approval-kind" options={kinds} value={kind ?? null} onChange={setKind} />
          </Form.Item>
          <LastDay id="approval-day" value={lastDay} onChange={setLastDay} />
        </Form>
      }
      act={async note =>
        kind === undefined
          ? ok({})
          : inWords(
              await server.giveHouseApproval({
                ...{ personId: person.personId, kind, note, lastDay: lastDay === '' ? null : lastDay },
              }),
              words,
            )
      }
      did={() => t('approval.did')}
      onDone={onDone}
    />
  )
}

function Grant({ person, onDone }: ActsProps) {
  const t = usePeopleWords()
  const server = useServer(PEOPLE_ROUTES)
  const words = useRefusalWords()
  const kinds = useKinds()
  const [isWaiver, setWaiver] = useState(false)
  const [kind, setKind] = useState<string | null>(null)
  const [copies, setCopies] = useState(1)
  const [until, setUntil] = useState('')
  const needsKind = !isWaiver && person.countsByKind
  const mayHaveKind = isWaiver || person.countsByKind
  return (
    <ActButton
      label={t('grant.label')}
      will={t(isWaiver ? 'grant.willWaive' : 'grant.willRaise')}
      needsReason
      isReady={(!isWaiver || until !== '') && (!needsKind || kind !== null)}
      fields={
        <Form layout="vertical" component="div">
          <Radio.Group
            value={isWaiver}
            onChange={event => setWaiver(event.target.value as boolean)}
            options={[
              { value: false, label: t('grant.raise') },
              { value: true, label: t('grant.waive') },
            ]}
          />
          <Form.Item label={t('grant.copies')} htmlFor="grant-copies">
            <InputNumber
              id="grant-copies"
              min={1}
              max={99}
              precision={0}
              value={copies}
              onChange={value => setCopies(value ?? 1)}
            />
          </Form.Item>
          {mayHaveKind && (
            <Form.Item label={t('grant.kind')} htmlFor="grant-kind" extra={needsKind ? null : t('grant.kindHint')}>
              <Select
                id="grant-kind"
                allowClear
                options={kinds}
                value={kind}
                onChange={value => setKind(value ?? null)}
              />
            </Form.Item>
          )}
          {isWaiver && <LastDay id="grant-day" value={until} onChange={setUntil} isNeeded />}
        </Form>
      }
      act={async reason =>
        inWords(
          await server.grantCopies({
            ...{ personId: person.personId, kind: mayHaveKind ? kind : null, copies, reason },
            waiverUntil: isWaiver ? until : null,
          }),
          words,
        )
      }
      did={() => t('grant.did')}
      onDone={onDone}
    />
  )
}

/** A day of the calendar of the browser's own field. */
export function LastDay({
  id,
  value,
  onChange,
  isNeeded = false,
}: {
  readonly id: string
  readonly value: string
  readonly onChange: (day: string) => void
  readonly isNeeded?: boolean
}) {
  const t = usePeopleWords()
  return (
    <Form.Item label={t('lastDay')} htmlFor={id} extra={isNeeded ? null : t('lastDayHint')}>
      <Input id={id} type="date" value={value} onChange={event => onChange(event.target.value)} />
    </Form.Item>
  )
}
