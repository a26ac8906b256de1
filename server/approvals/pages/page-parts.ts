import type { Documents } from '../../documents/documents.ts'
import type { Ground } from '../../ground/ground.ts'
import type { Limit } from '../../ground/limits/limit.ts'
import type { PagePictures } from '../../ground/rendering/page-pictures.ts'
import type { Staff } from '../../staff/staff.ts'
import type { Deciding } from '../decide.ts'
import type { Delegations } from '../delegations.ts'
import type { Officers } from '../officers.ts'

/** What the pages of the room stand on. */
export interface ApprovalPageParts extends Pick<Ground, 'db' | 'clock' | 'house' | 'content' | 'log'> {
  readonly documents: Pick<Documents, 'kinds'>
  readonly officers: Officers
  readonly delegations: Delegations
  readonly deciding: Deciding
  readonly pictures: PagePictures
  readonly limit: Limit
  readonly whoWorks: Staff['whoWorks']
}
