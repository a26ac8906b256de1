import { Button, Card, Form, Select } from 'antd'
import { useState } from 'react'
import { DOCUMENT_DESK_ROUTES, type DocumentPage } from '../../../src/contract/document-desk-api.ts'
import { REVOCATION_REASONS, type RevocationReason } from '../../../src/verification/states.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Answered } from '../parts/answered.tsx'
import { Facts } from '../parts/facts.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useAnswer } from '../parts/use-answer.ts'
import { Both, StateTag, Time } from '../parts/values.tsx'
import { choosePerson } from '../people/chosen-person.ts'
import { inWords } from '../people/own-refusals.ts'
import { useConsole, useMay, useServer } from '../shell/console-context.ts'
import type { Query } from '../shell/place.ts'
import { PlaceLink } from '../shell/place-link.tsx'
import { IssueButton } from './issue-button.tsx'
import { RealPages } from './real-pages.tsx'
import { DOCUMENT_TONES } from './tones.ts'
import { useDocumentWords } from './words.ts'

/** One document: how it stands, where it was printed, and how often it was checked. */
export function OneDocumentPage({ params: { documentId = '' } }: { readonly params: Query }) {
  const t = useDocumentWords()
  const server = useServer(DOCUMENT_DESK_ROUTES)
  const ask = async () => inWords(await server.issuedDocument({ documentId }), { 'not-there': t('one.gone') })
  const answer = useAnswer(ask, documentId)
  return (
    <Answered answer={answer}>
      {document => (
        <>
          <PageHead
            title={<Both text={document.title} />}
            lead={document.documentNumber}
            acts={<Acts document={document} onDone={() => void answer.again()} />}
          />
          <div className="cards people-cards">
            <Standing document={document} />
            <Paper document={document} />
          </div>
        </>
      )}
    </Answered>
  )
}

interface ActsProps {
  readonly document: DocumentPage
  readonly onDone: () => void
}

function Acts({ document, onDone }: ActsProps) {
  const may = useMay()
  const isInForce = document.state === 'valid' || document.state === 'expired'
  return (
    <>
      {may('document-desk.look') && <Look document={document} onDone={onDone} />}
      {may('document-desk.issue') && isInForce && (
        <IssueButton
          personId={document.personId}
          fixed={{ kind: document.kind, edition: document.edition }}
          replaces={document.documentId}
          onDone={onDone}
        />
      )}
      {may('document-desk.revoke') && document.state !== 'revoked' && <Revoke document={document} onDone={onDone} />}
    </>
  )
}

function Look({ document: { documentId } }: ActsProps) {
  const t = useDocumentWords()
  const server = useServer(DOCUMENT_DESK_ROUTES)
  return (
    <ActButton
      label={t('look.label')}
      will={t('look.will')}
      needsReason
      act={async reason => inWords(await server.lookAtPages({ documentId, reason }), { 'not-there': t('one.gone') })}
      did={({ token, pages }) => <RealPages documentId={documentId} pages={pages} token={token} />}
    />
  )
}

function Revoke({ document: { documentId }, onDone }: ActsProps) {
  const t = useDocumentWords()
  const server = useServer(DOCUMENT_DESK_ROUTES)
  const [reason, setReason] = useState<RevocationReason | null>(null)
  const words = { 'not-there': t('one.gone'), 'revoked-already': t('revoke.already') }
  return (
    <ActButton
      label={t('revoke.label')}
      will={t('revoke.will')}
      isDangerous
      isReady={reason !== null}
      fields={<ReasonField id="revoke-reason" reason={reason} onChange={setReason} />}
      act={async () => inWords(await server.revokeIssued({ documentId, reason: reason ?? 'withdrawn' }), words)}
      did={() => t('revoke.did')}
      onDone={onDone}
    />
  )
}

/** Why something is taken back, in words that everyone may know. */
export function ReasonField({
  id,
  reason,
  onChange,
}: {
  readonly id: string
  readonly reason: RevocationReason | null
  readonly onChange: (reason: RevocationReason) => void
}) {
  const t = useDocumentWords()
  return (
    <Form layout="vertical" component="div">
      <Form.Item label={t('revoke.reason')} htmlFor={id} extra={t('revoke.reasonHint')}>
        <Select
          id={id}
          value={reason}
          onChange={onChange}
          options={REVOCATION_REASONS.map(value => ({ value, label: t(`reasons.${value}`) }))}
        />
      </Form.Item>
    </Form>
  )
}

function Standing({ document }: { readonly document: DocumentPage }) {
  const t = useDocumentWords()
  const may = useMay()
  const { goTo } = useConsole()
  const { replacedBy, reason } = document
  return (
    <Card title={t('one.standing')}>
      <Facts
        facts={[
          {
            label: t('list.state'),
            value: <StateTag tone={DOCUMENT_TONES[document.state]}>{t(`states.${document.state}`)}</StateTag>,
          },
          document.stateSince !== null && { label: t('one.stateSince'), value: <Time iso={document.stateSince} /> },
          reason !== null && { label: t('revoke.reason'), value: t(`reasons.${reason}`) },
          replacedBy !== null && {
            label: t('one.replacedBy'),
            value: <PlaceLink to={`documents/${replacedBy.documentId}`}>{replacedBy.documentNumber}</PlaceLink>,
          },
          {
            label: t('list.person'),
            value: may('people-desk.see') ? (
              <Button
                type="link"
                className="inline-link"
                onClick={() => goTo({ path: 'people/one', query: { who: choosePerson(document.personId) } })}
              >
                <Both text={document.nameMasked} /> {document.numberMasked}
              </Button>
            ) : (
              <>
                <Both text={document.nameMasked} /> {document.numberMasked}
              </>
            ),
          },
          { label: t('list.at'), value: <Time iso={document.issuedAt} /> },
          { label: t('one.way'), value: t(`ways.${document.way}`) },
          document.expiresAt !== null && { label: t('one.expires'), value: <Time iso={document.expiresAt} /> },
          { label: t('one.pages'), value: String(document.pages) },
          {
            label: t('one.templates'),
            value:
              document.templateVersion === null
                ? t('one.ownTemplates')
                : t('one.templateVersion', { number: document.templateVersion }),
          },
          document.level !== null && { label: t('one.level'), value: document.level },
        ]}
      />
      <p className="soft">{t(`verifier.${document.state}`)}</p>
    </Card>
  )
}

function Paper({ document: { printed, checks } }: { readonly document: DocumentPage }) {
  const t = useDocumentWords()
  return (
    <Card title={t('one.paper')}>
      {printed.length === 0 && <p>{t('one.notPrinted')}</p>}
      <ul className="ways">
        {printed.map(({ at, copies, place }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what happened keeps its place.
          <li key={index} className="people-line">
            <Time iso={at} /> <Both text={place} /> {t('one.copies', { count: copies })}
          </li>
        ))}
      </ul>
      <h2 className="part-title">{t('one.checks')}</h2>
      {checks.length === 0 && <p>{t('one.notChecked')}</p>}
      <ul className="ways">
        {checks.map(({ at, how, times }) => (
          <li key={at + how} className="people-line">
            <Time iso={at} /> {t(`hows.${how}`)} {t('one.times', { count: times })}
          </li>
        ))}
      </ul>
    </Card>
  )
}
