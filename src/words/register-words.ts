import type { RegisterColumn, RegisterDoubt, RegisterFault, RegisterOutcome } from '../contract/register-file.ts'
import { type Bilingual, both } from '../contract/texts.ts'

/** What the columns of a register are called. */
export const REGISTER_COLUMN_WORDS: Readonly<Record<RegisterColumn, Bilingual>> = {
  name: both('姓名', 'Name'),
  sex: both('性别', 'Sex'),
  nation: both('民族', 'Nation'),
  bornOn: both('出生日期', 'Date of birth'),
  idType: both('证件类型', 'Kind of identity paper'),
  idNumber: both('证件号码', 'Identity number'),
  examineeNumber: both('考生号', 'Examinee number'),
  studentNumber: both('学号', 'Student number'),
  school: both('学校', 'School'),
  branch: both('分院', 'Branch'),
  department: both('系（所、函授站）', 'Department'),
  major: both('专业', 'Major'),
  className: both('班级', 'Class'),
  level: both('层次', 'Level'),
  lengthYears: both('学制', 'Years of study'),
  category: both('学历类别', 'Category'),
  mode: both('学习形式', 'Mode of study'),
  enteredOn: both('入学日期', 'Day of entry'),
  standing: both('学籍状态', 'Standing'),
  expectedOn: both('预计毕业日期', 'Expected graduation'),
  isUpgrade: both('专升本', 'From a junior college'),
  isPriorDiplomaVerified: both('前置学历核验', 'Diploma before verified'),
  captureCode: both('采集码', 'Capture code'),
}

export const REGISTER_OUTCOME_WORDS: Readonly<Record<RegisterOutcome, Bilingual>> = {
  new: both('新增', 'New'),
  changed: both('更改', 'Changed'),
  same: both('不变', 'Same'),
  error: both('错误', 'Wrong'),
}

export const REGISTER_FAULT_WORDS: Readonly<Record<RegisterFault, Bilingual>> = {
  'no-name': both('没有姓名', 'There is no name'),
  'name-unprintable': both('姓名里有无法打印的字符', 'The name has a character that cannot be printed'),
  'no-student-number': both('没有学号，或学号不像学号', 'There is no student number, or it is none'),
  'no-id-number': both('没有证件号码', 'There is no identity number'),
  rounded: both('号码被电子表格改成了近似数，请按文本导出', 'A spreadsheet has rounded the number: export it as text'),
  'too-long': both('内容过长', 'It is too long'),
  'id-form': both('证件号码的位数或字符不对', 'The identity number has not the form of its kind'),
  'id-check-digit': both('身份证号码的校验码不对', 'The check digit of the identity number is wrong'),
  'id-date': both('身份证号码中的出生日期不存在', 'The identity number holds a date that there is not'),
  'id-type-unknown': both('证件类型不认识', 'The kind of identity paper is unknown'),
  'sex-unknown': both('性别不认识', 'The sex is unknown'),
  'standing-unknown': both('学籍状态不认识', 'The standing is unknown'),
  'day-unreadable': both('日期读不出来，要写到日', 'A date cannot be read: it must name a day'),
  'flag-unreadable': both('要写“是”或“否”', 'It must be yes or no'),
  twice: both('同一学生在文件里又出现一次', 'The same student stands in the file once more'),
  'student-number-of-two': both('文件里有不同的人用同一学号', 'Two people of the file have one student number'),
  'examinee-number-of-two': both(
    '文件里有不同的学号用同一考生号',
    'Two student numbers of the file have one examinee number',
  ),
  'id-number-of-two-names': both('文件里同一证件号码对应不同姓名', 'One identity number has two names in the file'),
  'student-number-of-another': both(
    '该学号已属于另一人（姓名和证件号码都不同）',
    'The student number belongs to somebody else: name and identity number both differ',
  ),
  'examinee-number-of-another': both('该考生号已属于另一学号', 'The examinee number belongs to another student number'),
}

export const REGISTER_DOUBT_WORDS: Readonly<Record<RegisterDoubt, Bilingual>> = {
  'born-differs': both('出生日期与身份证号码不一致', 'The date of birth is not that of the identity number'),
  'sex-differs': both('性别与身份证号码不一致', 'The sex is not that of the identity number'),
  'nobody-known': both('学校数据里没有这个学号', 'The university’s data has nobody with the student number'),
  'known-as-another': both(
    '学校数据里该学号的证件号码不同',
    'The university’s data has another identity number with the student number',
  ),
}
