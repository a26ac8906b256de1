import RightOutlined from '@ant-design/icons/RightOutlined'
import { FOUR_EYES_ROUTES } from '../../../src/contract/four-eyes-api.ts'
import { MOST_ROWS } from '../../../src/contract/paging.ts'
import { useAnswer } from '../parts/use-answer.ts'
import { useServer } from '../shell/console-context.ts'
import { PlaceLink } from '../shell/place-link.tsx'
import { useProposalWords } from './words.ts'

/** The way to what waits for a second person, with how many others have drafted; without the number where it isn't known. */
export function ProposalsWay() {
  const t = useProposalWords()
  const server = useServer(FOUR_EYES_ROUTES)
  const { value } = useAnswer(() => server.proposals({ state: 'waiting', limit: MOST_ROWS }), '')
  const count = value?.rows.filter(({ isOwn }) => !isOwn).length ?? 0
  const isMore = value !== null && value.next !== null
  return (
    <PlaceLink to="proposals">
      <span>
        {t('title')}
        {count > 0 && (
          <strong className="number">
            {' '}
            {count}
            {isMore && '+'}
          </strong>
        )}
      </span>
      <RightOutlined aria-hidden />
    </PlaceLink>
  )
}
