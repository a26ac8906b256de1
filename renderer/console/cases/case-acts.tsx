import { Button } from 'antd'
import { useState } from 'react'
import { CASES_DESK_ROUTES, type CaseActOffer, type CaseWholeView } from '../../../src/contract/cases-desk-api.ts'
import { formatYuan } from '../../../src/rules/money.ts'
import { useConsole, useServer } from '../shell/console-context.ts'
import { useText } from '../shell/language.tsx'
import { ActFields, cardOf, fenOf, isFilled, useActSaid } from './act-fields.tsx'
import { CaseActDialog } from './case-act-dialog.tsx'
import { useCasesWords } from './words.ts'

interface Props {
  readonly one: CaseWholeView
  readonly onDone: () => void
}

/** The acts that may be taken on a case now. */
export function CaseActs({ one, onDone }: Props) {
  const [open, setOpen] = useState<CaseActOffer | null>(null)
  const text = useText()
  return (
    <>
      <div className="page-acts">
        {one.acts.map((offer, at) => (
          <Button key={offer.act} type={at === 0 ? 'primary' : 'default'} onClick={() => setOpen(offer)}>
            {sentenceCase(text(offer.title))}
          </Button>
        ))}
      </div>
      {open && <OfferDialog one={one} offer={open} onClose={() => setOpen(null)} onDone={onDone} />}
    </>
  )
}

const sentenceCase = (words: string) => words.replace(/^the /, '').replace(/^./, first => first.toUpperCase())

function OfferDialog({
  one,
  offer,
  onClose,
  onDone,
}: Props & { readonly offer: CaseActOffer; readonly onClose: () => void }) {
  const t = useCasesWords()
  const text = useText()
  const server = useServer(CASES_DESK_ROUTES)
  const [said, setSaid] = useActSaid()
  const ask = (isPreview: boolean) => {
    const amountFen = fenOf(said.yuan)
    const card = offer.takesCard ? cardOf(said) : undefined
    return server.actOnCase({
      ...{ caseNumber: one.caseNumber, seen: one.seen, isPreview, act: offer.act },
      ...(said.reason.trim() === '' ? {} : { reason: said.reason }),
      ...(offer.takesReference ? { reference: said.reference } : {}),
      ...(offer.amount === 'no' || amountFen === undefined || amountFen === null ? {} : { amountFen }),
      ...(offer.takesCopies ? { copies: said.copies } : {}),
      ...(card === undefined ? {} : { card }),
    })
  }
  const isForTwo = (one.amountFen ?? 0) > one.fourEyesAboveFen
  return (
    <CaseActDialog
      title={sentenceCase(text(offer.title))}
      says={
        <>
          {text(offer.says)}
          {isForTwo && (
            <span className="soft"> {t('one.twoPeople', { amount: formatYuan(one.fourEyesAboveFen) })}</span>
          )}
        </>
      }
      fields={<ActFields offer={offer} said={said} onSay={setSaid} />}
      isReady={isFilled(offer, said)}
      said={JSON.stringify(said)}
      ask={ask}
      isDangerous
      doLabel={t('act.do')}
      onClose={onClose}
      onDone={onDone}
    />
  )
}

const AGREE_FIELDS = { needsReason: false, takesReference: false, takesCopies: false, amount: 'no' } as const

/** What a second person, or the first one, may do about what was asked for. */
export function SecondPersonActs({ one, onDone }: Props) {
  const t = useCasesWords()
  const server = useServer(CASES_DESK_ROUTES)
  const { name } = useConsole().start
  const [open, setOpen] = useState<'agree' | 'decline' | 'take-back' | null>(null)
  const [said, setSaid] = useActSaid()
  const { caseNumber, seen, asked } = one
  const isOwn = asked?.by === name
  const reason = said.reason.trim() === '' ? {} : { reason: said.reason }
  const close = () => setOpen(null)
  const fields = (needsReason: boolean, takesCard: boolean) => (
    <ActFields offer={{ ...AGREE_FIELDS, needsReason, takesCard }} said={said} onSay={setSaid} />
  )
  const takesCard = asked?.takesCard === true
  return (
    <>
      <div className="page-acts">
        {one.mayAgree && (
          <Button type="primary" onClick={() => setOpen('agree')}>
            {t('act.agree')}
          </Button>
        )}
        {one.mayDecline && (
          <Button onClick={() => setOpen('decline')}>{t(isOwn ? 'act.declineOwn' : 'act.decline')}</Button>
        )}
        {one.mayTakeBack && <Button onClick={() => setOpen('take-back')}>{t('act.takeBack')}</Button>}
      </div>
      {open === 'agree' && (
        <CaseActDialog
          title={t('act.agree')}
          says={t('act.agreeWill')}
          fields={takesCard && fields(false, true)}
          isReady={!takesCard || isFilled({ ...AGREE_FIELDS, takesCard }, said)}
          said={null}
          ask={() => {
            const card = takesCard ? cardOf(said) : undefined
            return server.agreeOnCase({ caseNumber, seen, ...(card === undefined ? {} : { card }) })
          }}
          isDangerous
          doLabel={t('act.agree')}
          onClose={close}
          onDone={onDone}
        />
      )}
      {open === 'decline' && (
        <CaseActDialog
          title={t(isOwn ? 'act.declineOwn' : 'act.decline')}
          says={t('act.declineWill')}
          fields={fields(false, false)}
          said={null}
          ask={() => server.declineOnCase({ caseNumber, seen, ...reason })}
          doLabel={t(isOwn ? 'act.declineOwn' : 'act.decline')}
          onClose={close}
          onDone={onDone}
        />
      )}
      {open === 'take-back' && (
        <CaseActDialog
          title={t('act.takeBack')}
          says={t('act.takeBackWill')}
          fields={fields(true, false)}
          isReady={said.reason.trim() !== ''}
          said={null}
          ask={() => server.takeBackOnCase({ caseNumber, seen, reason: said.reason })}
          doLabel={t('act.takeBack')}
          onClose={close}
          onDone={onDone}
        />
      )}
    </>
  )
}
