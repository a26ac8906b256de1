import { both } from '../../../src/contract/texts.ts'

/** What is said about what people want erased. */
export const PRIVACY_SENTENCES = {
  'erasing-stopped': both(
    '删除没有办成，停在 {{part}}',
    'the erasing did not come to its end, and stopped in {{part}}',
  ),
  'erasing-tried-again': both('再试一次', 'it is tried again'),
  'erasing-through': both('已全部删除', 'all of it is erased'),
  'erasing-undone': both('本人已撤销删除申请', 'the person has undone the wish'),
} as const
