import { both } from '../../src/contract/texts.ts'
import type { Stays } from './personal-data.ts'

/** What was issued, and what belongs to it. */
export const STAYS_AS_PROOF: Stays = {
  why: both(
    '学校出具过的文件要能一直被查验，出具记录属于学校档案（《档案法》）。只保存，不再用于别的。',
    'What the university has issued must go on being checkable, and that it was issued belongs to its archives (Archives Law). It is kept and used for nothing else.',
  ),
  until: both('学校档案的保管期限届满为止', 'Until the term of the university’s archives is over'),
}

/** What money, paper and their counts are shown by. */
export const STAYS_IN_ACCOUNTS: Stays = {
  why: both(
    '收费、退款和出纸的凭据属于会计档案，依法必须保存（《会计法》）。只保存，不再用于别的。',
    'Proofs of charges, refunds and of the paper for them are accounting records, which the law has kept (Accounting Law). They are kept and used for nothing else.',
  ),
  until: both(
    '会计档案的保管期限届满为止：自订单所在年度结束起至少十年',
    'Until the term of accounting records is over: ten years at least from the end of the year of the order',
  ),
}

/** Who has done what for the university must be known. */
export const STAYS_OF_STAFF: Stays = {
  why: both('工作人员做过的事要能查到是谁做的。', 'It must be known who has done what in the university’s name.'),
  until: both('有关工作记录的保管期限届满为止', 'Until the term of the records of that work is over'),
}
