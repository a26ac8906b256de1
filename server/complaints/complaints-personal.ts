import { both } from '../../src/contract/texts.ts'
import { OF_DOCUMENT, type PersonalData } from '../ground/personal-data.ts'
import { STAYS_IN_ACCOUNTS } from '../ground/reasons-to-stay.ts'

const OF_ORDERS = `o.document_id ${OF_DOCUMENT}`

/** What this room keeps of people. Whoever paid may be another than whose document it was: what they wrote is given to nobody else. */
export const COMPLAINTS_PERSONAL: PersonalData = {
  rows: [
    {
      table: 'complaint',
      about: both(
        '在支付方那里对您订单的投诉（不含付款人写的内容）',
        'Complaints about your orders at the provider, without what their payers wrote',
      ),
      sql: `select c.complaint_id, o.order_number, c.complained_at, c.about, c.state, c.asked_fen, c.is_fully_refunded from complaint c join print_order o using (order_id) where ${OF_ORDERS} order by c.complained_at`,
      erasure: STAYS_IN_ACCOUNTS,
    },
  ],
  keptBack: {
    complaint_line: {
      because:
        'What a payer wrote to the university through the provider, who may be somebody else than the person of the document.',
      erasure: 'of-nobody',
    },
    complaint_errand: {
      because: 'What staff answered a payer, who may be somebody else than the person of the document.',
      erasure: 'of-nobody',
    },
  },
}
