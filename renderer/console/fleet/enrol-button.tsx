import { Alert, Button, Modal } from 'antd'
import { useMemo, useState } from 'react'
import { FLEET_ROUTES, type SiteWords } from '../../../src/contract/fleet-api.ts'
import { formatSpan } from '../../ui/formats.ts'
import { QrCode } from '../../ui/qr-code.tsx'
import { useRemaining } from '../../ui/use-remaining.ts'
import type { Refusal } from '../../web/route-client.ts'
import { useServer } from '../shell/console-context.ts'
import { Trouble } from '../shell/trouble.tsx'
import { isWholePlace, PlaceFields, type PlaceValue } from './place-fields.tsx'
import { useFleetWords } from './words.ts'

export interface MadeCode {
  readonly text: string
  readonly fingerprint: string
  readonly expiresAt: string
}

/** Makes a code for a new terminal, and shows it once: as a picture, as groups to type, and how long it is good. */
export function EnrolButton({ sites }: { readonly sites: readonly SiteWords[] }) {
  const t = useFleetWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)} disabled={sites.length === 0}>
        {t('enrol.label')}
      </Button>
      {isOpen && <EnrolDialog sites={sites} onClose={() => setOpen(false)} />}
    </>
  )
}

export function EnrolDialog({
  sites,
  first = null,
  onClose,
}: {
  readonly sites: readonly SiteWords[]
  readonly first?: MadeCode | null
  readonly onClose: () => void
}) {
  const t = useFleetWords()
  const server = useServer(FLEET_ROUTES)
  const empty = { zh: '', en: '' }
  const [place, setPlace] = useState<PlaceValue>({ name: empty, place: empty, siteId: sites[0]?.siteId ?? '' })
  const [made, setMade] = useState(first)
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const make = async () => {
    setBusy(true)
    const answer = await server.enrolFleetTerminal(place)
    setBusy(false)
    setRefusal(answer.ok ? null : answer.error)
    if (answer.ok) setMade(answer.value)
  }
  const makeButton = (
    <Button type="primary" loading={isBusy} disabled={!isWholePlace(place)} onClick={() => void make()}>
      {t('enrol.make')}
    </Button>
  )
  return (
    <Modal
      open
      title={t('enrol.label')}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        <>
          <Button onClick={onClose}>{t('enrol.close')}</Button>
          {!made && makeButton}
        </>
      }
    >
      {made ? (
        <CodeToScan made={made} />
      ) : (
        <>
          <p>{t('enrol.lead')}</p>
          <PlaceFields value={place} sites={sites} onChange={setPlace} />
        </>
      )}
      {refusal && <Trouble refusal={refusal} />}
    </Modal>
  )
}

function CodeToScan({ made: { text, fingerprint, expiresAt } }: { readonly made: MadeCode }) {
  const t = useFleetWords()
  const span = useMemo(() => ({ remainingMs: Math.max(0, Date.parse(expiresAt) - Date.now()) }), [expiresAt])
  const leftMs = useRemaining(span) ?? 0
  if (leftMs === 0) return <Alert type="warning" showIcon role="status" title={t('enrol.over')} />
  return (
    <div className="enrolment">
      <div className="enrolment-qr">
        <QrCode text={text} label={t('enrol.qr')} />
      </div>
      <p className="enrolment-text number">{text}</p>
      <p>{t('enrol.type')}</p>
      <p className="soft">
        {t('enrol.fingerprint')}: <span className="number">{fingerprint}</span>
      </p>
      <p>
        <b className="number">{t('enrol.left', { span: formatSpan(leftMs) })}</b> · {t('enrol.then')}
      </p>
    </div>
  )
}
