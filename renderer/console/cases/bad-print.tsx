import { Button } from 'antd'
import { useState } from 'react'
import { CASES_DESK_ROUTES } from '../../../src/contract/cases-desk-api.ts'
import { useServer } from '../shell/console-context.ts'
import { ActFields, fenOf, isFilled, useActSaid } from './act-fields.tsx'
import { CaseActDialog } from './case-act-dialog.tsx'
import { useCasesWords } from './words.ts'

interface Props {
  readonly orderNumber: string
  /** How many came out; none: there is nothing to print again. */
  readonly copies: number
  /** What of the payment has not gone back; none: there is nothing to pay. */
  readonly leftFen: number
  readonly onDone: () => void
}

/** Staff have seen a copy that came out badly: it is printed again for nothing, or paid back. */
export function BadPrintButtons({ orderNumber, copies, leftFen, onDone }: Props) {
  const t = useCasesWords()
  const server = useServer(CASES_DESK_ROUTES)
  const [open, setOpen] = useState<'reprint-code' | 'refund' | null>(null)
  const [said, setSaid] = useActSaid()
  const offer = {
    ...{ needsReason: true, takesReference: false, takesCard: false, takesCopies: open === 'reprint-code' },
    amount: open === 'refund' ? ('may' as const) : ('no' as const),
  }
  const label = t(open === 'refund' ? 'bad.refund' : 'bad.reprint')
  return (
    <>
      {copies > 0 && <Button onClick={() => setOpen('reprint-code')}>{t('bad.reprint')}</Button>}
      {leftFen > 0 && <Button onClick={() => setOpen('refund')}>{t('bad.refund')}</Button>}
      {open && (
        <CaseActDialog
          title={label}
          says={t('bad.says')}
          fields={<ActFields offer={offer} said={said} onSay={setSaid} />}
          isReady={isFilled(offer, said)}
          said={JSON.stringify([open, said])}
          ask={isPreview => {
            const amountFen = fenOf(said.yuan)
            return server.complainOfOrder({
              ...{ orderNumber, act: open, isPreview, reason: said.reason },
              ...(open === 'reprint-code' ? { copies: said.copies } : {}),
              ...(open === 'refund' && typeof amountFen === 'number' ? { amountFen } : {}),
            })
          }}
          isDangerous={open === 'refund'}
          doLabel={label}
          onClose={() => setOpen(null)}
          onDone={onDone}
        />
      )}
    </>
  )
}
