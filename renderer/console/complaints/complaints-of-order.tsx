import { Card } from 'antd'
import { COMPLAINTS_ROUTES } from '../../../src/contract/complaints-api.ts'
import { useAnswer } from '../parts/use-answer.ts'
import { useServer } from '../shell/console-context.ts'
import { PlaceLink } from '../shell/place-link.tsx'
import { ComplaintClock, ComplaintState } from './complaint-clock.tsx'
import { useComplaintsWords } from './words.ts'

/** What payers complain of about one order; nothing where nobody does. */
export function ComplaintsOfOrder({ orderNumber }: { readonly orderNumber: string }) {
  const t = useComplaintsWords()
  const server = useServer(COMPLAINTS_ROUTES)
  const ask = () => server.staffComplaints({ search: orderNumber, state: 'all', limit: 10 })
  const rows = useAnswer(ask, orderNumber).value?.rows ?? []
  if (rows.length === 0) return null
  return (
    <Card title={<h2 className="card-title">{t('title')}</h2>}>
      {rows.map(row => (
        <div key={row.complaintId}>
          <PlaceLink to={`complaints/${row.complaintId}`}>{row.complaintId}</PlaceLink> <ComplaintState row={row} />
          <ComplaintClock row={row} />
        </div>
      ))}
    </Card>
  )
}
