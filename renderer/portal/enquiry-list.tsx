import { useCallback } from 'react'
import type { ApplicationId } from '../../src/contract/portal-api.ts'
import { useAnswer } from './asking.ts'
import { EnquiryRow } from './enquiry-row.tsx'
import { usePortal } from './portal-context.ts'
import { useWords } from './words.ts'

/** What was asked and said about an application, where there is something. */
export function EnquiryList({ applicationId }: { readonly applicationId: ApplicationId }) {
  const t = useWords()
  const { server } = usePortal()
  const { answer } = useAnswer(useCallback(() => server.enquiries({ applicationId }), [server, applicationId]))
  if (answer.step !== 'here' || answer.value.enquiries.length === 0) return null
  return (
    <section className="narrow-list" aria-labelledby="enquiries">
      <h2 id="enquiries">{t('enquiry.list')}</h2>
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
