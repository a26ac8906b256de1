import { type ReactNode, useId } from 'react'
import type { PhonePage } from '../../../src/contract/phone-page-view.ts'
import { PressButton } from '../../ui/press-button.tsx'
import { useEscape } from '../../ui/use-escape.ts'
import { PageCode } from './page-code.tsx'

export interface PhoneSheetProps {
  readonly title: string
  readonly lead: string
  readonly page: PhonePage
  /** What the square code is for, for whoever cannot see it. */
  readonly codeLabel: string
  /** What is done on the phone. */
  readonly children: ReactNode
  /** What is written on the way back. */
  readonly back: string
  readonly onClose: () => void
}

/** Something that is done with a phone, over the screen that it belongs to: the screen stays as it is beneath. */
export function PhoneSheet({ title, lead, page, codeLabel, children, back, onClose }: PhoneSheetProps) {
  const titleId = useId()
  useEscape(onClose)
  return (
    <div className="phone-sheet" role="dialog" aria-modal="true" aria-labelledby={titleId}>
      <div className="screen grows-stage">
        <section className="stage">
          <div className="heading">
            <h1 id={titleId}>{title}</h1>
            <p className="lead">{lead}</p>
          </div>
          <PageCode page={page} label={codeLabel} />
          {children}
        </section>
      </div>
      <div className="nav">
        <PressButton look="act" onPress={onClose} autoFocus>
          {back}
        </PressButton>
      </div>
    </div>
  )
}
