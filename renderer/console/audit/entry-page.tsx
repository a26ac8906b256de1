import { Card } from 'antd'
import { AUDIT_ROUTES } from '../../../src/contract/audit-api.ts'
import type { OutputOf } from '../../../src/contract/routes.ts'
import type { PageProps } from '../page-props.ts'
import { Answered } from '../parts/answered.tsx'
import { Facts } from '../parts/facts.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { StateTag, useTimes } from '../parts/values.tsx'
import { useServer } from '../shell/console-context.ts'
import { useText } from '../shell/language.tsx'
import { PlaceLink } from '../shell/place-link.tsx'
import { useAuditWords } from './words.ts'

type Answer = OutputOf<typeof AUDIT_ROUTES.auditEntry.output>

/** One entry, its link, and the proof that a signed checkpoint holds it. */
export function AuditEntryPage({ params: { seq = '' } }: PageProps) {
  const t = useAuditWords()
  const server = useServer(AUDIT_ROUTES)
  const answer = useAnswer(() => server.auditEntry({ seq }), seq)
  return (
    <>
      <PageHead title={t('entry', { seq })} acts={<PlaceLink to="audit">{t('back')}</PlaceLink>} />
      <Answered answer={answer}>
        {value => (
          <div className="cards">
            <EntryCard answer={value} />
            <LinkCard answer={value} />
            <ProofCard answer={value} />
          </div>
        )}
      </Answered>
    </>
  )
}

function EntryCard({ answer: { entry, what } }: { readonly answer: Answer }) {
  const t = useAuditWords()
  const { second } = useTimes()
  const text = useText()
  return (
    <Card title={entry.event}>
      <Facts
        facts={[
          what !== null && { label: t('what'), value: text(what) },
          { label: t('at'), value: second(entry.at) },
          { label: t('subject'), value: entry.subject },
          entry.terminalId !== null && { label: t('terminal'), value: entry.terminalId },
          ...Object.entries(entry.detail).map(([label, value]) => ({
            label,
            value: typeof value === 'string' ? value : JSON.stringify(value),
          })),
        ]}
      />
    </Card>
  )
}

const Long = ({ text }: { readonly text: string }) => <code className="long">{text}</code>

function LinkCard({ answer: { entry, link } }: { readonly answer: Answer }) {
  const t = useAuditWords()
  const { second } = useTimes()
  return (
    <Card title={t('link')}>
      {link === null ? (
        <p className="soft">{t('noLink')}</p>
      ) : (
        <>
          <p>
            <StateTag tone={link.fits ? 'ok' : 'stop'}>{t(link.fits ? 'fits' : 'fitsNot')}</StateTag>
          </p>
          <Facts
            facts={[
              { label: t('position'), value: String(entry.position) },
              { label: t('linkedAt'), value: second(link.linkedAt) },
              { label: t('hash'), value: <Long text={link.hash} /> },
              { label: t('before'), value: link.before === null ? t('noHash') : <Long text={link.before} /> },
              { label: t('record'), value: <Long text={link.record} /> },
            ]}
          />
        </>
      )}
    </Card>
  )
}

function ProofCard({ answer: { proof } }: { readonly answer: Answer }) {
  const t = useAuditWords()
  return (
    <Card title={t('proof')}>
      {proof === null ? (
        <p className="soft">{t('noProof')}</p>
      ) : (
        <Facts
          facts={[
            { label: t('checkpoint'), value: t('checkpointOf', { number: proof.number, size: proof.size }) },
            { label: t('statement'), value: <Long text={proof.statement} /> },
            { label: t('signature'), value: <Long text={proof.signature} /> },
            { label: t('path', { count: proof.path.length }), value: <Long text={proof.path.join('\n')} /> },
          ]}
        />
      )}
    </Card>
  )
}
