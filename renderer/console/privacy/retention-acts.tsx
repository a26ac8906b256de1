import { Spin } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { PRIVACY_ROUTES } from '../../../src/contract/privacy-api.ts'
import { ok } from '../../../src/result.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Answered } from '../parts/answered.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { inWords } from '../people/own-refusals.ts'
import { useMay, useServer } from '../shell/console-context.ts'
import { FoundRows } from './found-rows.tsx'
import { usePrivacyWords } from './words.ts'

const FOLLOW_EVERY_MS = 1_000

/** What the next run would take, and the same at once by hand. */
export function RetentionActs({ onDone }: { readonly onDone: () => void }) {
  const t = usePrivacyWords()
  const may = useMay()
  const server = useServer(PRIVACY_ROUTES)
  const look = async () => {
    const counted = await server.countRetention({})
    if (!counted.ok) return counted
    return ok(
      <>
        <p>{t('retention.now.for')}</p>
        <FoundRows run={counted.value} />
        <p>{t('retention.now.noBack')}</p>
      </>,
    )
  }
  return (
    <>
      <ActButton
        label={t('retention.count.label')}
        isPrimary
        will={t('retention.count.will')}
        act={() => server.countRetention({})}
        did={run => <FoundRows run={run} />}
        onDone={onDone}
      />
      {may('privacy.retain') && (
        <ActButton
          label={t('retention.now.label')}
          isDangerous
          will={look}
          act={async () => inWords(await server.carryOutRetention({}), { 'under-way': t('retention.now.underWay') })}
          did={({ runId }) => <FollowedRun runId={runId} onEnd={onDone} />}
          onDone={onDone}
        />
      )}
    </>
  )
}

/** A run that is under way, until it is over; then what it took. */
export function FollowedRun({ runId, onEnd }: { readonly runId: string; readonly onEnd: () => void }) {
  const t = usePrivacyWords()
  const server = useServer(PRIVACY_ROUTES, 'unattended')
  const [isOver, setOver] = useState(false)
  const answer = useAnswer(() => server.retentionRun({ runId }), runId, isOver ? undefined : FOLLOW_EVERY_MS)
  const isEnded = answer.value !== null && (answer.value.endedAt !== null || answer.value.isStopped)
  const end = useRef(onEnd)
  end.current = onEnd
  useEffect(() => {
    if (!isEnded) return
    setOver(true)
    end.current()
  }, [isEnded])
  return (
    <Answered answer={answer}>
      {run =>
        run.endedAt !== null ? (
          <FoundRows run={run} />
        ) : run.isStopped ? (
          <p>{t('retention.run.brokeOff')}</p>
        ) : (
          <Spin description={t('retention.run.follow')} />
        )
      }
    </Answered>
  )
}
