import { useCallback, useId } from 'react'
import type { ApplicationId } from '../../src/contract/portal-api.ts'
import { useAnswer } from './asking.ts'
import { EnquiryRow } from './enquiry-row.tsx'
import { usePortal } from './portal-context.ts'

export interface EnquiryListProps {
  readonly title: string
  /** The one that they are about; where none is said, all. */
  readonly applicationId?: ApplicationId
}

/** What was asked and said to be wrong before; nothing where there is nothing. */
export function EnquiryList({ title, applicationId }: EnquiryListProps) {
  const { server } = usePortal()
  const heading = useId()
  const ask = useCallback(
    () => server.enquiries(applicationId === undefined ? {} : { applicationId }),
    [server, applicationId],
  )
  const { answer } = useAnswer(ask)
  if (answer.step !== 'here' || answer.value.enquiries.length === 0) return null
  return (
    <section className="narrow-list" aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      <ul className="rows">
        {answer.value.enquiries.map(enquiry => (
          <li key={enquiry.enquiryId}>
            <EnquiryRow enquiry={enquiry} />
          </li>
        ))}
      </ul>
    </section>
  )
}
