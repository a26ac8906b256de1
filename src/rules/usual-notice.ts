import type { NoticePoint } from '../contract/notice-api.ts'
import { both } from '../contract/texts.ts'

const point = (head: NoticePoint['head'], text: NoticePoint['text']): NoticePoint => ({ head, text })

/** What people are told where the university has written nothing of its own. */
export const USUAL_POINTS: readonly NoticePoint[] = [
  point(
    both('用到哪些信息', 'What is used'),
    both(
      '姓名、学号或工号、学籍和成绩等学校已有的资料，用来生成您选的文件；您的申请、打印、付款和登录的记录。',
      'Your name, number, study record and marks, which the university has, to make the document that you choose; and records of what you apply for, print and pay, and of your logins.',
    ),
  ),
  point(
    both('用来做什么', 'What for'),
    both(
      '只用于核实身份、出具文件、计算份数和费用、退款，以及供他人查验文件真伪。',
      'To know that it is you, to make documents, to count copies and money and give money back, and so that others can check a document. For nothing else.',
    ),
  ),
  point(
    both('保存多久', 'How long'),
    both(
      '出具记录和收费凭据按《档案法》《会计法》规定的期限保存；其余的各有期限，到期自动删除，或由您申请删除。',
      'What was issued and what was paid as long as the laws on archives and accounting say. Everything else has a term of its own and then goes by itself, or earlier when you have it erased.',
    ),
  ),
  point(
    both('谁能看到', 'Who sees it'),
    both(
      '工作人员平时看到的姓名和号码是遮盖的；查看完整资料须写明原因，您可以登录网页或向学校查询。',
      'Staff see names and numbers masked. Whoever uncovers them says why, and you can read that on the web or ask the university.',
    ),
  ),
  point(
    both('您的权利', 'Your rights'),
    both(
      '登录网页或向学校提出，可以查看、取走、更正、删除您的数据，也可以撤回同意；不同意则不能在这里办理，可到学校窗口办理。',
      'On the web, or by asking the university, you can see, take along, correct and erase what is kept, and withdraw this consent. Without it nothing can be made here; a counter of the university still serves you.',
    ),
  ),
]
