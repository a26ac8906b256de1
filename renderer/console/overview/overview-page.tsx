import RightOutlined from '@ant-design/icons/RightOutlined'
import { Card, Empty } from 'antd'
import { Floors } from '../fleet/floors.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { ProposalsWay } from '../proposals/proposals-way.tsx'
import { useConsole, useMay } from '../shell/console-context.ts'
import { useText } from '../shell/language.tsx'
import { Today } from './today.tsx'
import { useOverviewWords } from './words.ts'

/** Where everybody begins: what waits for a hand. */
export function OverviewPage() {
  const t = useOverviewWords()
  const may = useMay()
  return (
    <>
      <PageHead title={t('title')} />
      <div className="cards">
        {may('fleet.read') && <Floors />}
        {may('reports.see') && <Today />}
        <Waiting />
      </div>
    </>
  )
}

/** Pages on which something may wait for whoever is logged in. */
function Waiting() {
  const t = useOverviewWords()
  const text = useText()
  const { start, beside } = useConsole()
  const mayDecide = useMay()('four-eyes.decide')
  return (
    <Card title={t('waiting')}>
      {start.worklists.length === 0 && !mayDecide && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('nothing')} />
      )}
      <ul className="ways">
        {mayDecide && (
          <li>
            <ProposalsWay />
          </li>
        )}
        {start.worklists.map(({ path, title }) => (
          <li key={path}>
            <a href={beside(path.slice(1))}>
              {text(title)}
              <RightOutlined aria-hidden />
            </a>
          </li>
        ))}
      </ul>
    </Card>
  )
}
