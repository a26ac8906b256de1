import type { CourseResult } from '../../server/records/records.ts'

export interface SampleCourse {
  readonly code: string
  readonly zh: string
  readonly en: string
  readonly credits: number
  readonly kind: CourseResult['kind']
  /** From 1: the term of a four-year course of study in which it is taken. */
  readonly term: number
}

export interface SampleMajor {
  readonly code: string
  readonly zh: string
  readonly en: string
  readonly collegeZh: string
  readonly collegeEn: string
  readonly courses: readonly SampleCourse[]
}

/** One line a term, one entry a course: `中文/English/credits`. */
function byTerm(code: string, kind: CourseResult['kind'], lines: readonly string[]): SampleCourse[] {
  return lines.flatMap((line, at) =>
    line.split(' · ').map((entry, nth) => {
      const [zh = '', en = '', credits = '0'] = entry.split('/')
      const term = at + 1
      return { code: `${code}${term}${String(nth + 1).padStart(2, '0')}`, zh, en, credits: Number(credits), kind, term }
    }),
  )
}

const COMMON = byTerm('GE', 'public', [
  '大学英语（一）/College English I/3 · 大学体育（一）/Physical Education I/1 · 思想道德与法治/Ethics and the Rule of Law/2.5 · 军事理论/Military Theory/2 · 新生研讨课/Freshman Seminar/1 · 国家安全教育/National Security Education/1 · 信息检索与利用/Information Retrieval/1',
  '大学英语（二）/College English II/3 · 大学体育（二）/Physical Education II/1 · 中国近现代史纲要/Outline of Modern Chinese History/2.5 · 大学生心理健康/Mental Health for Students/1.5 · 写作与沟通/Writing and Communication/2 · 大学计算机基础/Computing for Undergraduates/2 · 社会实践/Social Practice/1',
  '大学英语（三）/College English III/2 · 大学体育（三）/Physical Education III/1 · 概率论与数理统计/Probability and Statistics/3 · 艺术鉴赏/Art Appreciation/1.5 · 马克思主义基本原理/Basic Principles of Marxism/3 · 大学体能测试（一）/Physical Fitness I/0.5',
  '大学英语（四）/College English IV/2 · 大学体育（四）/Physical Education IV/1 · 逻辑与批判性思维/Logic and Critical Thinking/2 · 科技史/History of Science and Technology/1.5 · 中国特色社会主义理论/Theory of Socialism with Chinese Characteristics/3 · 中华传统文化/Traditional Chinese Culture/1.5',
  '形势与政策/Current Affairs and Policy/1 · 职业生涯规划/Career Planning/1 · 环境与可持续发展/Environment and Sustainable Development/1.5 · 经济学通识/Economics for Everyone/2 · 大学体能测试（二）/Physical Fitness II/0.5',
  '创新创业基础/Innovation and Entrepreneurship/2 · 学术英语/English for Academic Purposes/2 · 大学语文/College Chinese/2 · 法律基础/Foundations of Law/1.5 · 公共演讲/Public Speaking/1.5',
  '就业指导/Employment Guidance/1 · 劳动教育/Labour Education/1',
])

const COMPUTING = [
  ...byTerm('CS', 'required', [
    '高等数学（一）/Advanced Mathematics I/5 · 线性代数/Linear Algebra/3 · 计算机科学导论/Introduction to Computer Science/2 · 程序设计基础/Fundamentals of Programming/4',
    '高等数学（二）/Advanced Mathematics II/5 · 大学物理/College Physics/4 · 离散数学/Discrete Mathematics/4 · 面向对象程序设计/Object-Oriented Programming/3',
    '数据结构/Data Structures/4 · 数字逻辑/Digital Logic/3 · 大学物理实验/Physics Laboratory/1 · 汇编语言/Assembly Language/2.5',
    '算法设计与分析/Design and Analysis of Algorithms/3 · 计算机组成原理/Computer Organisation/4 · 操作系统/Operating Systems/4 · 数值分析/Numerical Analysis/2',
    '计算机网络/Computer Networks/3.5 · 数据库系统原理/Database Systems/3.5 · 编译原理/Compilers/3 · 软件工程/Software Engineering/3',
    '分布式系统/Distributed Systems/3 · 信息安全基础/Foundations of Information Security/2.5 · 软件工程课程设计/Software Engineering Project/2',
    '生产实习/Industrial Placement/3 · 科技论文写作/Scientific Writing/1',
  ]),
  ...byTerm('CE', 'elective', [
    'Linux 系统入门/Introduction to Linux/1',
    '网页设计/Web Design/1.5',
    '数学建模/Mathematical Modelling/2',
    '计算机图形学/Computer Graphics/2 · 博弈论/Game Theory/1.5',
    '人工智能导论/Introduction to Artificial Intelligence/2 · 嵌入式系统/Embedded Systems/2',
    '机器学习/Machine Learning/2.5 · 自然语言处理/Natural Language Processing/2 · 云计算/Cloud Computing/2',
    '量子计算导论/Introduction to Quantum Computing/1.5 · 人机交互/Human-Computer Interaction/2',
  ]),
]

const LETTERS = [
  ...byTerm('CL', 'required', [
    '现代汉语（上）/Modern Chinese I/3 · 古代汉语（上）/Classical Chinese I/3 · 文学概论/Introduction to Literature/3',
    '现代汉语（下）/Modern Chinese II/3 · 古代汉语（下）/Classical Chinese II/3 · 中国古代文学（一）/Ancient Chinese Literature I/3',
    '语言学概论/General Linguistics/3 · 中国古代文学（二）/Ancient Chinese Literature II/3 · 文字学/Chinese Palaeography/2',
    '中国现代文学/Modern Chinese Literature/3 · 外国文学/World Literature/3 · 音韵学/Historical Phonology/2',
    '中国当代文学/Contemporary Chinese Literature/3 · 文献学/Philology/2 · 训诂学/Exegetics/2',
    '比较文学/Comparative Literature/2.5 · 方言调查/Dialect Fieldwork/2',
    '专业实习/Professional Placement/3',
  ]),
  ...byTerm('CX', 'elective', [
    '书法/Calligraphy/1',
    '唐诗导读/Reading Tang Poetry/2',
    '宋词导读/Reading Song Lyrics/2',
    '红楼梦研究/Studies in Dream of the Red Chamber/2',
    '编辑与出版/Editing and Publishing/2',
    '戏剧与影视/Drama and Film/2',
    '创意写作/Creative Writing/2',
  ]),
]

const ECONOMICS = [
  ...byTerm('EC', 'required', [
    '微积分（一）/Calculus I/4 · 政治经济学/Political Economy/3 · 管理学/Management/2.5',
    '微积分（二）/Calculus II/4 · 微观经济学/Microeconomics/3 · 会计学/Accounting/3',
    '宏观经济学/Macroeconomics/3 · 统计学/Statistics/3 · 财政学/Public Finance/2.5',
    '计量经济学/Econometrics/3.5 · 货币银行学/Money and Banking/3 · 国际贸易/International Trade/2.5',
    '发展经济学/Development Economics/2.5 · 产业经济学/Industrial Economics/2.5 · 公司金融/Corporate Finance/3',
    '国际金融/International Finance/3 · 经济思想史/History of Economic Thought/2',
    '社会调查/Social Survey/2',
  ]),
]

const MECHANICS = [
  ...byTerm('ME', 'required', [
    '高等数学（一）/Advanced Mathematics I/5 · 工程制图/Engineering Drawing/3 · 工程导论/Introduction to Engineering/1.5',
    '高等数学（二）/Advanced Mathematics II/5 · 理论力学/Theoretical Mechanics/4 · 大学化学/College Chemistry/2.5',
    '材料力学/Mechanics of Materials/4 · 电工学/Electrical Engineering/3 · 金工实习/Workshop Practice/2',
    '机械原理/Theory of Machines/3.5 · 工程材料/Engineering Materials/2.5 · 热力学/Thermodynamics/3',
    '机械设计/Machine Design/3.5 · 流体力学/Fluid Mechanics/3 · 控制工程/Control Engineering/3',
    '机械制造技术/Manufacturing Technology/3 · 测试技术/Measurement Technology/2.5',
    '生产实习/Industrial Placement/3',
  ]),
]

const FINAL_YEAR = (code: string): SampleCourse => ({
  code: `${code}801`,
  zh: '毕业设计（论文）',
  en: 'Graduation Project (Thesis)',
  credits: 10,
  kind: 'required',
  term: 8,
})

const major = (
  code: string,
  [zh, en]: [string, string],
  [collegeZh, collegeEn]: [string, string],
  own: readonly SampleCourse[],
): SampleMajor => ({ code, zh, en, collegeZh, collegeEn, courses: [...COMMON, ...own, FINAL_YEAR(code)] })

export const MAJORS: readonly SampleMajor[] = [
  major(
    '08',
    ['计算机科学与技术', 'Computer Science and Technology'],
    ['计算机学院', 'School of Computing'],
    COMPUTING,
  ),
  major('05', ['汉语言文学', 'Chinese Language and Literature'], ['文学院', 'School of Letters'], LETTERS),
  major('02', ['经济学', 'Economics'], ['经济管理学院', 'School of Economics and Management'], ECONOMICS),
  major('07', ['机械工程', 'Mechanical Engineering'], ['机械工程学院', 'School of Mechanical Engineering'], MECHANICS),
]

/** A minor: some of another school's courses, spread over six terms from the second year on. */
export interface SampleMinor {
  readonly zh: string
  readonly en: string
  readonly collegeZh: string
  readonly collegeEn: string
  readonly courses: readonly SampleCourse[]
}

export const MINORS: readonly SampleMinor[] = [
  {
    ...{ zh: '金融学', en: 'Finance', collegeZh: '经济管理学院', collegeEn: 'School of Economics and Management' },
    courses: byTerm('MF', 'required', [
      '经济学原理/Principles of Economics/3 · 会计学基础/Foundations of Accounting/3',
      '货币银行学/Money and Banking/3 · 统计学/Statistics/3',
      '公司金融/Corporate Finance/3 · 证券投资学/Security Analysis and Investment/3',
      '国际金融/International Finance/3 · 金融工程/Financial Engineering/3',
      '金融风险管理/Financial Risk Management/3 · 辅修论文/Minor Thesis/3',
    ]),
  },
  {
    ...{ zh: '数据科学', en: 'Data Science', collegeZh: '计算机学院', collegeEn: 'School of Computing' },
    courses: byTerm('MD', 'required', [
      'Python 程序设计/Programming in Python/3 · 数据科学导论/Introduction to Data Science/2.5',
      '数据库基础/Foundations of Databases/3 · 统计学习/Statistical Learning/3',
      '数据可视化/Data Visualisation/2.5 · 机器学习基础/Foundations of Machine Learning/3',
      '大数据处理/Processing of Large Data/3 · 文本挖掘/Text Mining/2.5',
      '数据伦理与法律/Ethics and Law of Data/2 · 综合实践/Capstone Project/4',
    ]),
  },
]

/** What graduates take, in any major. */
export const GRADUATE_COURSES: readonly SampleCourse[] = byTerm('GR', 'required', [
  '学术规范与论文写作/Research Ethics and Academic Writing/1 · 研究生英语/English for Graduates/2 · 学科前沿/Frontiers of the Discipline/2 · 研究方法/Research Methods/3 · 高等专题（一）/Advanced Topics I/3',
  '中国特色社会主义理论与实践/Theory and Practice of Socialism with Chinese Characteristics/2 · 高等专题（二）/Advanced Topics II/3 · 学术研讨/Research Seminar/2 · 学术英语交流/Academic Communication in English/1',
  '教学实践/Teaching Practice/1 · 社会实践/Social Practice/1',
])
