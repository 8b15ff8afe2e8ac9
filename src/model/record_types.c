#include "specmill/model/record.h"
#include <stddef.h>

/* The tables behind record.h. A new synonym is a word in a headings string; a leading '!' says
 * that the word by itself names the kind of record. */

/* clang-format off */
static const sm_field tasks_fields[] = {
    {"title", "Task", "!task|!tasks|!story|!user story|!stories|!work item|!task name|!subtask|!sub task|!aufgabe|!tâche|!tarea|!tarefa|!задача|!задачи|!任务|!タスク|!작업|title|feature|step|item|name|summary|activity|action item|deliverable|work|todo|titel|内容|название|!actividad|!atividade|!activité|!aktivität|!мероприятие|!работы|!开发任务|!工作项|!作業項目|!作業内容|!作業|!작업 항목|!작업 내용|activities|task description|!arbeitspaket|!arbeitspakete|!work package|!initiative|!initiatives|!lot de travail|!任务名称|!タスク名|!작업명|!название задачи|!nombre de la tarea|!nome da tarefa|!nom de la tâche|!i want to|!i want|!i want to be able to|!i can|!goal i want|bezeichnung|!vorgang|désignation|denominación|designação|наименование|!наименование работ|!наименование работы|!наименование задачи|名称|作业名|!want to|!ich möchte|!möchte ich|!je veux|!quiero|!eu quero|!quero|!я хочу|!хочу|!我想要|!我希望|!何をしたいか|!attività|!compito|!taak|!zadanie|!nhiệm vụ|!công việc|!المهمة|!المهام|!משימה", SM_FIELD_TEXT, offsetof(sm_task, title)},
    {"description", "Description", "description|details|notes|comment|comments|scope|beschreibung|descripción|descrição|описание|说明|描述|備考|설명|remarks|实现说明|实施说明|implementation notes|descrizione|omschrijving|beschrijving|opis|mô tả|الوصف|תיאור", SM_FIELD_TEXT, offsetof(sm_task, description)},
    {"phase", "Phase", "phase|sprint|milestone|stage|epic|week|iteration|wave|этап|阶段|フェーズ|단계", SM_FIELD_TEXT, offsetof(sm_task, phase)},
    {"state", "State", "status|state|done|progress|completed|статус|状态|ステータス|상태|statut|estado|complete|fortschritt|progreso|progresso|прогресс|进度|進捗|진행 상태|진행률|完成情况|完成状态|stato|stan|trạng thái|الحالة|סטטוס|מצב", SM_FIELD_TASK_STATE, offsetof(sm_task, state)},
    {"owner", "Owner", "!assignee|!assigned to|!assigned|owner|responsible|who|agent|lead|developer|person|zuständig|verantwortlich|responsable|responsável|ответственный|исполнитель|负责人|担当|担当者|담당자|角色|zugewiesen|zugewiesen an|asignado a|asignado|atribuído a|responsável pela tarefa|assigné à|назначено|负责|执行人|担当者名|責任者|책임자|!assegnatario|responsabile|!toegewezen aan|verantwoordelijke|!przypisany|odpowiedzialny|!người thực hiện|!người phụ trách|phụ trách|المسؤول|אחראי", SM_FIELD_TEXT, offsetof(sm_task, owner)},
    {"estimate", "Estimate", "!estimate|!est lines|!est|!est hours|!effort|!story points|!points|!estimated effort|!estimated hours|!estimated time|!est time|!time estimate|!loe|!effort hours|!lines|duration|hours|complexity|size|est duration|estimated duration|aufwand|schätzung|dauer|durée|effort estimé|esfuerzo|esfuerzo estimado|estimación|estimativa|esforço|duração|оценка|трудозатраты|часы|срок|工时|预估|预计工时|工作量|工数|見積|공수|days|estimate hours|est days|time h|!aufwand pt|!aufwand h|!estimación h|!jours|!jours homme|!personentage|!pt|!预估工时|!工时估算|!予定工数|!見積工数|!작업 시간|!예상 시간|!трудоёмкость|!оценка ч|!оценка часы|!оценка времени|tiempo|tempo|время|tiempo estimado|tempo estimado|durée estimée|geschätzter aufwand|geschätzte dauer|!예상 공수|duración|duración estimada|duração estimada|длительность|продолжительность|所要時間|期間|기간|소요 시간|!stima|!schatting|!szacunek|!estymacja|!ước tính|!ước lượng|!التقدير|!المدة المقدرة|!הערכה", SM_FIELD_ESTIMATE, offsetof(sm_task, estimate)},
    {"depends_on", "Depends on", "!depends on|!blocked by|!deps|!depends|dependencies|dependency|prerequisites|prerequisite|requires|abhängigkeiten|abhängig von|dépendances|dépend de|dependencias|depende de|зависимости|зависит от|依赖|前置|前置任务|依存|依存関係|의존성|!predecessor|!predecessors|!vorgänger|!prédécesseur|!prédécesseurs|!predecesor|!predecesores|!predecessora|!predecessoras|!предшественник|!предшественники|!前序任务|!前置工作|!先行タスク|!선행 작업|abhaengig von|abhaengigkeiten|dipende da|dipendenze|hangt af van|afhankelijk van|afhankelijkheden|zależy od|zależności|phụ thuộc|phụ thuộc vào", SM_FIELD_LIST, offsetof(sm_task, depends_on)},
    {"priority", "Priority", "priority|prio|priorität|priorité|prioridad|prioridade|приоритет|优先级|優先度|우선순위|priorità|prioriteit|priorytet|ưu tiên|độ ưu tiên|mức ưu tiên|الأولوية|עדיפות", SM_FIELD_LEVEL, offsetof(sm_task, priority)},
    {"due", "Due", "due|due date|deadline|target date|target|fällig|échéance|fecha límite|prazo|截止日期|期限|마감일|due by|eta|end|end date|finish|fin|fecha fin|fecha de fin|fecha final|fecha límite de entrega|data fim|data de término|término|date de fin|ende|endtermin|enddatum|fällig am|окончание|дата окончания|завершение|结束|结束日期|结束时间|完成日期|完成时间|終了|終了日|完了予定|完了予定日|종료|종료일|완료일|목표일|scadenza|einddatum|termin|thời hạn|الموعد النهائي|تاريخ التسليم|תאריך יעד", SM_FIELD_DATE, offsetof(sm_task, due)},
    {"ticket", "Ticket", "!jira|!ticket|!jira ticket|!github issue|issue|link|issue link|pr", SM_FIELD_TEXT, offsetof(sm_task, ticket)},
    {"requirements", "Requirements", "requirements|requirement|reqs|req|requirement ids|req ids|traces to|fr", SM_FIELD_LIST, offsetof(sm_task, requirements)},
    {"parent", "Parent", NULL, SM_FIELD_TEXT, offsetof(sm_task, parent)},
};

static const sm_field risks_fields[] = {
    {"title", "Risk", "!risk|!risks|!risk description|!risk item|!risiko|!risque|!riesgo|!risco|!риск|!риски|!风险|!风险项|!リスク|!리스크|!위험|issue|concern|description|threat|failure mode|risk event|beschreibung|описание|风险描述|!описание риска|!название риска|!beschreibung des risikos|!risikobeschreibung|!descripción del riesgo|!descrição do risco|!description du risque|!风险名称|!风险点|!风险内容|!リスク項目|!リスク内容|!위험 요소|!리스크 항목|nombre|nome|name|descripción|descrição|описание проблемы|描述|説明|설명|!rischio|!rischi|!risico|!ryzyko|!rủi ro|!الخطر|!المخاطر|!المخاطرة|!סיכון", SM_FIELD_TEXT, offsetof(sm_risk, title)},
    {"probability", "Probability", "!probability|!likelihood|!prob|!wahrscheinlichkeit|!eintrittswahrscheinlichkeit|!probabilité|!probabilidad|!probabilidade|!вероятность|!概率|!可能性|!发生概率|!発生確率|!確率|!가능성|!확률|chance|p|l|!auftreten|!eintrittswahrsch|!вер ть|!вероятность возникновения|!发生可能性|!発生可能性|!발생 가능성|!발생 확률|!likelyhood|!probabilità|!kans|!waarschijnlijkheid|!prawdopodobieństwo|!xác suất|!khả năng xảy ra|!الاحتمالية|!الاحتمال|!הסתברות|!סבירות", SM_FIELD_LEVEL, offsetof(sm_risk, probability)},
    {"impact", "Impact", "!impact|severity|risk level|level|auswirkung|impacto|влияние|影响|影響度|영향|영향도|consequence|i|effect|schwere|!schadensausmaß|!schadenshöhe|влияние на проект|影响程度|影响范围|影響範囲|gravité|gravedad|gravidade|schweregrad|тяжесть|criticité|criticidad|criticidade|重大度|심각도|严重程度|严重性|последствия|impatto|gevolg|wpływ|skutek|ảnh hưởng|tác động|mức độ ảnh hưởng|التأثير|الأثر|השפעה", SM_FIELD_LEVEL, offsetof(sm_risk, impact)},
    {"mitigation", "Mitigation", "!mitigation|!mitigated by|!mitigation strategy|!mitigations|!contingency|!contingency plan|!mitigation measures|!how we mitigate|!mitigation plan|!mitigation approach|!risk mitigation|!proposed mitigation|!mitigación|!mitigação|!mitigação proposta|!atténuation|!maßnahme|!gegenmaßnahme|!gegenmaßnahmen|!митигация|!меры|!снижение|!缓解措施|!缓解|!缓解方案|!缓解策略|!应对|!应对策略|!应对方案|!处置|!处置措施|!规避措施|!应对措施|!对策|!対策|!緩和策|!완화 방안|!대응 방안|action|strategy|response|!countermeasure|!countermeasures|!counter measure|!counter measures|measure|measures|plan|treatment|!risk treatment|!risk response|решение|!gegenmassnahme|!gegenmassnahmen|!massnahme|!massnahmen|!maßnahmen|!mitigación propuesta|!estrategia de mitigación|!estratégia de mitigação|!plan de mitigation|!plan de mitigación|!plano de mitigação|!plan d atténuation|!mesures|!mesures d atténuation|!меры по снижению|!стратегия митигации|!план действий|!способ снижения|!解决措施|!軽減策|!対応策|!回避策|!대응 전략|!대책|actions|response plan|!mitigation strategies|!预防措施|!防范措施|!预防|!prevention|!preventive measures|!prevención|!prevenção|!prävention|!предотвращение|!予防策|estrategia de mitigacion anulacion minimizacion|plan de contingencia|plano de contingência|plan de contingence|!plan d action|!plan d actions|!plan de acción|!plano de ação|!action plan|!mesure|!mesure corrective|!mesures correctives|!действия|!план реагирования|!реагирование|!resposta|!respuesta|!current mitigation|!existing mitigation|!planned mitigation|!current mitigations|!mitigation today|!interim mitigation|!mitigazione|!contromisura|!contromisure|!maatregel|!maatregelen|!mitigatie|!mitygacja|!środki zaradcze|!giảm thiểu|!biện pháp|!biện pháp giảm thiểu|!cách giảm thiểu|!التخفيف|!إجراءات التخفيف|!خطة التخفيف|!استراتيجية التخفيف|!מענה|!הפחתה", SM_FIELD_TEXT, offsetof(sm_risk, mitigation)},
    {"owner", "Owner", "owner|responsible|assignee|risk owner|verantwortlich|responsable|责任人|担当|владелец|responsabile|eigenaar|właściciel|phụ trách|المسؤول|אחראי", SM_FIELD_TEXT, offsetof(sm_risk, owner)},
    {"status", "Status", "status|state|статус|状态", SM_FIELD_TEXT, offsetof(sm_risk, status)},
    {"score", "Score", NULL, SM_FIELD_SCORE, offsetof(sm_risk, score)},
};

static const sm_field errors_fields[] = {
    {"code", "Code", "!error code|!error|!error type|!error condition|!error class|!exception|!error name|!failure mode|!failure scenario|!errors|!fehlercode|!fehler|!code d erreur|!código de error|!código de erro|!код ошибки|!ошибка|!错误码|!错误代码|!エラーコード|!エラー|!오류 코드|!에러 코드|code|name|failure|condition|scenario|case|código|condição|código interno|situation|代码|错误|コード|reason code|!error scenario|!error case|!fehlerfall|!fehlerszenario|!cas d erreur|!caso de error|!caso de erro|!tipo de error|!tipo de erro|!тип ошибки|!错误类型|!异常类型|!异常场景|!错误场景|!エラー種別|!エラー内容|!오류 유형|!에러 유형|!codice errore|!foutcode|!kod błędu|!mã lỗi", SM_FIELD_TEXT, offsetof(sm_error_code, code)},
    {"http_status", "HTTP status", "!http status|!http status code|!http code|!status code|!http|!httpステータス|!http 状态码|!http状态码|!http статус|status|状态码|ステータス|statut http", SM_FIELD_TEXT, offsetof(sm_error_code, http_status)},
    {"meaning", "Meaning", "meaning|description|message|cause|when|details|error message|reason|trigger|beschreibung|bedeutung|descripción|mensaje|descrição|mensagem|описание|сообщение|значение|说明|含义|描述|意味|内容|설명|의미|root cause|user message|response|causes|possible cause|likely cause|error description|scenario description|ursache|causa|причина|原因|원인|メッセージ|エラーメッセージ|错误信息|提示信息|메시지|오류 메시지|message d erreur|mensaje de error|mensagem de erro|fehlermeldung|текст ошибки|significato|descrizione|betekenis|omschrijving|znaczenie|opis|ý nghĩa|mô tả", SM_FIELD_TEXT, offsetof(sm_error_code, meaning)},
    {"action", "Action", "!user action|!recovery|!resolution|!recovery action|!recovery strategy|action|fix|solution|handling|remediation|retry|client action|response action|behavior|behaviour|mitigation|how to fix|suggested action|acción|ação|действие|решение|处理|处理方式|解决方案|対処|対応|対処法|조치|해결|обработка|maßnahme|strategy|fallback|!handling strategy|!error handling|!recovery steps|!client handling|!mitigation strategy|!resolution steps|!how to handle|!handling approach", SM_FIELD_TEXT, offsetof(sm_error_code, action)},
    {"endpoint", "Endpoint", NULL, SM_FIELD_TEXT, offsetof(sm_error_code, endpoint)},
};

static const sm_field threats_fields[] = {
    {"title", "Threat", "!threat|!threats|!attack|!attack vector|!threat scenario|!attack scenario|!bedrohung|!menace|!amenaza|!ameaça|!угроза|!угрозы|!威胁|!脅威|!위협|!vulnerability|vector|scenario|threat description", SM_FIELD_TEXT, offsetof(sm_threat, title)},
    {"impact", "Impact", "!impact|severity|risk|risk level|impacto|влияние|影响", SM_FIELD_LEVEL, offsetof(sm_threat, impact)},
    {"probability", "Probability", "!probability|!likelihood|вероятность|可能性|概率", SM_FIELD_LEVEL, offsetof(sm_threat, probability)},
    {"mitigation", "Mitigation", "!mitigation|!mitigations|!countermeasure|!countermeasures|control|controls|defense|defence|mitigation strategy|gegenmaßnahme|mitigación|mitigação|меры|缓解措施|应对措施|对策|対策|protection|prevention|existing controls|current mitigation|existing mitigation|planned mitigation|mitigation today|interim mitigation", SM_FIELD_TEXT, offsetof(sm_threat, mitigation)},
};

static const sm_field endpoints_fields[] = {
    {"method", "Method", "!method|!verb|!http method|!methods|méthode|método|методы|метод|方法|メソッド|메서드|http methode|méthode http|método http|http метод|http 方法|httpメソッド|请求方法|请求方式|http 메서드", SM_FIELD_TEXT, offsetof(sm_endpoint, method)},
    {"path", "Path", "!endpoint|!route|!url|!uri|!path|!endpoints|!api|!api endpoint|!routes|!url path|!эндпоинт|!эндпойнт|!маршрут|!путь|!路径|!接口|!路由|!パス|!エンドポイント|!경로|!엔드포인트|!pfad|!chemin|!ruta|!rota|!api path|!resource|!方法 路径|!method path|!rest 接口|address|!请求路径|!接口路径|!接口地址|!api路径|!apiパス|!リソース|!api 경로|!url 경로|!ручка|!адрес", SM_FIELD_TEXT, offsetof(sm_endpoint, path)},
    {"summary", "Summary", "description|purpose|summary|action|function|notes|details|beschreibung|descripción|descrição|описание|назначение|说明|描述|用途|功能|概要|설명|usage|what it does|response|mục đích|mô tả|finalidade|propósito|zweck|utilité|назначение метода|接口说明|接口名称|功能说明|機能|기능|description courte", SM_FIELD_TEXT, offsetof(sm_endpoint, summary)},
    {"auth", "Auth", "!auth required|!authentication|!authorization|auth|permission|permissions|access|role|roles|scope|authenticated|auth level|авторизация|доступ|鉴权|认证|权限|인증|requires auth|protected|accès|zugriff|acceso|acesso|アクセス|권한", SM_FIELD_TEXT, offsetof(sm_endpoint, auth)},
    {"change", "Change", "change|changes|change type", SM_FIELD_TEXT, offsetof(sm_endpoint, change)},
    {"breaking", "Breaking", "breaking|breaking change", SM_FIELD_TEXT, offsetof(sm_endpoint, breaking)},
    {"migration", "Migration", "migration|migration path", SM_FIELD_TEXT, offsetof(sm_endpoint, migration)},
};

static const sm_field questions_fields[] = {
    {"text", "Question", "!question|!questions|!open question|!open questions|!frage|!offene frage|!pregunta|!pergunta|!questão|!вопрос|!问题|!待确认问题|!質問|!質問事項|!질문|!decision needed|issue|topic|decision|item|open item|tema|thema|sujet|тема|事项|論点|주제|안건|punkt|asunto|assunto|!domanda|!domande|!vraag|!vragen|!pytanie|!pytania|!câu hỏi|!السؤال|!שאלה", SM_FIELD_TEXT, offsetof(sm_question, text)},
    {"state", "State", "status|state|статус|状态|ステータス", SM_FIELD_QUESTION_STATE, offsetof(sm_question, state)},
    {"answer", "Answer", "!answer|decision|resolution|response|recommendation|proposed answer|current thinking|antwort|respuesta|resposta|ответ|答案|结论|回答|답변|proposed resolution|notes|default|propuesta|proposta|proposition|vorschlag|предложение|建议|提案|제안|proposal|decisão|решение|entscheidung|risposta|antwoord|odpowiedź|câu trả lời|trả lời|الإجابة|תשובה", SM_FIELD_TEXT, offsetof(sm_question, answer)},
    {"owner", "Owner", "owner|assignee|responsible|who|asked by|ответственный|负责人|担当|responsabile|eigenaar|właściciel", SM_FIELD_TEXT, offsetof(sm_question, owner)},
    {"blocking", "Blocking", "blocking|blocker|blocks|blocking for", SM_FIELD_TRUTH, offsetof(sm_question, blocking)},
};

static const sm_field approvals_fields[] = {
    {"role", "Role", "!role|function|title|stakeholder|team|position|rolle|rol|cargo|papel|роль|должность|角色|职位|役割|役職|역할|approval role|area|fonction|función|função|funktion|职务|직책|직위|poste|ruolo|rola|vai trò|الدور|المنصب|תפקיד", SM_FIELD_TEXT, offsetof(sm_approval, role)},
    {"name", "Name", "!approver|!reviewer|name|person|approved by|genehmiger|nombre|nome|nom|имя|фио|姓名|名前|氏名|이름|审批人|承認者|signatory|representative|stakeholder name|naam|imię|imię i nazwisko|họ tên|người phê duyệt|الاسم|שם", SM_FIELD_TEXT, offsetof(sm_approval, name)},
    {"date", "Date", "date|approval date|date approved|approved at|approved on|date of approval|genehmigt am|freigegeben am|datum|fecha|data|дата|日期|日付|날짜|review date|signed date|date signed|ngày|التاريخ|תאריך", SM_FIELD_DATE, offsetof(sm_approval, date)},
    {"decision", "Decision", "!approval|!approved|!sign off|decision|status|approval status|comments|state|статус|状态|freigabe|verdict|sign off status", SM_FIELD_TEXT, offsetof(sm_approval, decision)},
    {"signature", "Signature", "!signature|!signed|!unterschrift|!firma|!assinatura|!подпись|!签名|!签字|!署名|!서명|initials|!handtekening|!podpis|!chữ ký|!التوقيع|!חתימה", SM_FIELD_TEXT, offsetof(sm_approval, signature)},
};

static const sm_field revisions_fields[] = {
    {"version", "Version", "!version|!revision|!rev|!ver|!versão|!версия|!版本|!文档版本|!版本号|!バージョン|!版|!버전|release|v|no|nr|!versione|!versie|!wersja|!phiên bản|!الإصدار|!גרסה", SM_FIELD_TEXT, offsetof(sm_revision, version)},
    {"date", "Date", "!date|!datum|!fecha|!data|!дата|!日期|!修订日期|!日付|!更新日|!날짜|!date modified|modified|updated|!ngày|!التاريخ|!תאריך", SM_FIELD_DATE, offsetof(sm_revision, date)},
    {"author", "Author", "!author|!authors|!autor|!auteur|!автор|!作者|!修订人|!编写角色|!著者|!作成者|!작성자|by|editor|changed by|modified by|updated by|editors|name|reviewer|bearbeiter|responsible|担当|担当者|!autore|!tác giả|!المؤلف|!מחבר", SM_FIELD_TEXT, offsetof(sm_revision, author)},
    {"changes", "Changes", "!changes|!change|!change description|!changes made|!summary of changes|!description of change|!änderung|!änderungen|!cambios|!alterações|!mudanças|!изменения|!变更内容|!修订内容|!变更说明|!変更内容|!更新内容|!변경 내용|!변경사항|description|summary|reason|notes|comment|comments|kommentar|details|beschreibung|descripción|descrição|описание|комментарий|内容|说明|描述|備考|设计|status|!modifiche|!wijziging|!wijzigingen|!zmiany|!zmiana|!thay đổi|!nội dung thay đổi|!mô tả thay đổi|!التغييرات|!التغيير|!שינויים|!שינוי", SM_FIELD_TEXT, offsetof(sm_revision, changes)},
};

static const sm_field terms_fields[] = {
    {"term", "Term", "!term|!acronym|!abbreviation|!begriff|!terme|!término|!termo|!термин|!сокращение|!术语|!名词|!缩写|!用語|!略語|!용어|!abkürzung|!glossary term|!terms|word|name|concept|expression|!termine|!begrip|!pojęcie|!thuật ngữ|!المصطلح|!מונח", SM_FIELD_TEXT, offsetof(sm_term, term)},
    {"definition", "Definition", "!definition|!definitions|!definición|!definição|!определение|!定义|!정의|!erklärung|!explanation|meaning|description|bedeutung|significado|значение|расшифровка|说明|解释|含义|意味|의미|설명|full form|beschreibung|full name|expansion|!definizione|!definitie|!definicja|!định nghĩa|!التعريف|!הגדרה", SM_FIELD_TEXT, offsetof(sm_term, definition)},
};

static const sm_field dependencies_fields[] = {
    {"name", "Dependency", "!dependency|!dependencies|!library|!package|!external service|!external system|!abhängigkeit|!dépendance|!dependencia|!зависимость|!библиотека|!依赖|!依赖项|!依存|!ライブラリ|!의존성|!bibliothek|!librería|!biblioteca|!third party|service|component|system|name|technology|tool|integration|team|sdk|framework|componente|компонент|组件|framework library|module|item|!dipendenza|!afhankelijkheid|!zależność", SM_FIELD_TEXT, offsetof(sm_dependency, name)},
    {"version", "Version", "!minimum version|!min version|!versão mínima|version|api|versão|версия|版本|バージョン|버전", SM_FIELD_TEXT, offsetof(sm_dependency, version)},
    {"purpose", "Purpose", "purpose|description|reason|usage|used for|why|notes|what we need|use|role|zweck|propósito|finalidade|назначение|用途|说明|目的|용도|observações|impact|required for", SM_FIELD_TEXT, offsetof(sm_dependency, purpose)},
    {"criticality", "Criticality", "!criticality|critical|importance|risk level|risk|impact if unavailable|kritikalität|criticidad|criticidade|критичность", SM_FIELD_LEVEL, offsetof(sm_dependency, criticality)},
    {"scope", "Scope", NULL, SM_FIELD_SCOPE, offsetof(sm_dependency, scope)},
};

static const sm_field metrics_fields[] = {
    {"name", "Metric", "!metric|!kpi|!indicator|!metrics|!sli|!slo|!metrik|!métrique|!métrica|!метрика|!показатель|!指标|!メトリクス|!지표|name|measure|requirement|attribute|operation|objective|!quality attribute|service level|qualitätsmerkmal|atributo|!metrica|!wskaźnik|!metryka|!chỉ số", SM_FIELD_TEXT, offsetof(sm_metric, name)},
    {"target", "Target", "!target|!goal|!slo target|!target value|!ziel|!zielwert|!objetivo|!meta|!cible|!objectif|!цель|!целевое значение|!目标|!目标值|!目標値|!목표|threshold|value|target metric|budget|sla|requirement|要求|requisito|anforderung|exigence|требование|요구|minimum|success criteria|acceptable|q1 target|q2 target|q3 target|q4 target|annual target|launch target|mvp target|year 1 target|!obiettivo|!doel|!doelwaarde|!cel|!wartość docelowa|!mục tiêu|!الهدف|!יעד", SM_FIELD_TEXT, offsetof(sm_metric, target)},
    {"approach", "Approach", "!measurement|!how measured|!how to measure|!measurement method|approach|description|method|messung|medición|medição|mesure|измерение|способ измерения|测量方式|衡量方式|計測方法|측정 방법|notes|measured by|tool|source|how", SM_FIELD_TEXT, offsetof(sm_metric, approach)},
};

static const sm_field alerts_fields[] = {
    {"name", "Alert", "!alert|!alert name|!alarm|!alerts|!alert type|!алерт|!告警|!アラート|!알림|metric|name|signal|event|issue|алерт имя|alert rule|rule name|alarmname", SM_FIELD_TEXT, offsetof(sm_alert, name)},
    {"condition", "Condition", "!condition|!trigger|alert threshold|!trigger condition|threshold|bedingung|condición|condição|условие|порог|条件|阈值|触发条件|閾値|しきい値|조건|임계값|rule|expression|burn rate|when", SM_FIELD_TEXT, offsetof(sm_alert, condition)},
    {"severity", "Severity", "severity|priority|level|schweregrad|severidad|severidade|критичность|уровень|级别|严重程度|重要度|심각도", SM_FIELD_LEVEL, offsetof(sm_alert, severity)},
    {"action", "Action", "!runbook|action|response|notification|channel|escalation|aktion|acción|ação|действие|处理|动作|対応|アクション|조치|playbook", SM_FIELD_TEXT, offsetof(sm_alert, action)},
};

static const sm_field flags_fields[] = {
    {"name", "Flag", "!flag|!feature flag|!toggle|!flag name|!feature toggle|!флаг|!feature flags|!功能开关|!フラグ|!플래그|name|key", SM_FIELD_TEXT, offsetof(sm_flag, name)},
    {"purpose", "Purpose", "purpose|description|zweck|описание|说明|用途|controls|what it does|usage", SM_FIELD_TEXT, offsetof(sm_flag, purpose)},
    {"default", "Default", "default|default value|default state|initial|initial state|standard|по умолчанию|默认值|デフォルト|기본값|state", SM_FIELD_TEXT, offsetof(sm_flag, initial)},
};

static const sm_field settings_fields[] = {
    {"name", "Setting", "!variable|!setting|!environment variable|!env var|!env variable|!config key|!configuration key|!config|!variable name|!einstellung|!variable d environnement|!variable de entorno|!variável|!variável de ambiente|!переменная|!параметр конфигурации|!环境变量|!配置项|!変数|!環境変数|!設定項目|!환경 변수|!환경변수|!configuration|option|parameter|key|name|property|参数|パラメータ|параметр|field|字段|setting name|option name|flag|env|nombre|nome|имя", SM_FIELD_TEXT, offsetof(sm_setting, name)},
    {"description", "Description", "description|purpose|meaning|notes|usage|beschreibung|zweck|descripción|descrição|описание|назначение|说明|描述|用途|설명|effect|details", SM_FIELD_TEXT, offsetof(sm_setting, description)},
    {"default", "Default", "!default|!default value|!defaults|value|example|standard|standardwert|valor por defecto|valor predeterminado|valor padrão|по умолчанию|默认值|默认|デフォルト|初期値|기본값|example value|值|значение", SM_FIELD_TEXT, offsetof(sm_setting, initial)},
};

static const sm_field alternatives_fields[] = {
    {"name", "Alternative", "!alternative|!alternatives|!alternative approach|!approach|!option|!options|!alternativa|!альтернатива|!вариант|!方案|!备选方案|!代替案|!対案|!대안|name|solution|candidate|choice|design|technology", SM_FIELD_TEXT, offsetof(sm_alternative, name)},
    {"pros", "Pros", "!pros|!advantages|!benefits|!vorteile|!avantages|!ventajas|!vantagens|!плюсы|!преимущества|!优点|!优势|!メリット|!利点|!장점|pro|strengths", SM_FIELD_LIST, offsetof(sm_alternative, pros)},
    {"cons", "Cons", "!cons|!disadvantages|!drawbacks|!nachteile|!inconvénients|!desventajas|!desvantagens|!contras|!минусы|!недостатки|!缺点|!劣势|!デメリット|!欠点|!단점|con|weaknesses|trade offs|tradeoffs", SM_FIELD_LIST, offsetof(sm_alternative, cons)},
    {"reason", "Reason", "!why not chosen|!why not|!why rejected|!reason for rejection|!reason rejected|!rejected because|!reason not chosen|!rejection reason|!rejected|!why we rejected it|!why we rejected this|!why not this|!abgelehnt weil|!rejeté car|!rechazado porque|!rejeitado porque|!отклонено|!warum nicht|!motivo|!razón|!motivo da rejeição|!motivo del descarte|!motivo de descarte|!motivo del rechazo|!por qué se descartó|!por qué no|!motivo do descarte|!motif du rejet|!raison du rejet|!ablehnungsgrund|!grund der ablehnung|!причина|!причина отказа|!不选择的原因|!否决原因|!却下理由|!不採用理由|reason|decision|verdict|rationale|chosen|conclusion|status|entscheidung|decisão|решение|结论|決定|결정|outcome|selected", SM_FIELD_TEXT, offsetof(sm_alternative, reason)},
};

static const sm_field requirements_fields[] = {
    {"text", "Requirement", "!requirement|!requirements|!functional requirement|!requirement specification|!requirement description|!requirement statement|!requirement text|!anforderung|!anforderungen|!exigence|!requisito|!requisitos|!требование|!требования|!需求|!要件|!요구사항|!user requirement|description|text|statement|title|name|beschreibung|descripción|descrição|описание|描述|内容|기능|세부내용|세부 내용|상세 내용|상세|요구 내용|功能|功能描述|功能点|功能说明|需求描述|機能|機能内容|要求|要件内容|функция|funcionalidad|funcionalidade|fonctionnalité|funktion|feature|capability|specification|anforderungstext|!eis|!vereiste|!wymaganie|!yêu cầu|!المتطلب|!דרישה", SM_FIELD_TEXT, offsetof(sm_requirement, text)},
    {"priority", "Priority", "priority|prio|moscow|priorität|priorité|prioridad|prioridade|приоритет|优先级|優先度|우선순위|must should", SM_FIELD_LEVEL, offsetof(sm_requirement, priority)},
};

static const sm_field entities_fields[] = {
    {"name", "Entity", NULL, SM_FIELD_TEXT, offsetof(sm_entity, name)},
    {"fields", "Fields", NULL, SM_FIELD_ENTITY_FIELDS, offsetof(sm_entity, fields)},
};

static const sm_field schema_changes_fields[] = {
    {"table", "Table", "!table|!table name|!tabelle|!tabla|!tabela|!таблица|!表|!表名|!テーブル|!테이블|entity|collection|model", SM_FIELD_TEXT, offsetof(sm_schema_change, table)},
    {"column", "Column", "!column|!columns|!column name|field|fields|attribute|spalte|columna|coluna|столбец|колонка|列|字段|カラム|컬럼", SM_FIELD_TEXT, offsetof(sm_schema_change, column)},
    {"change", "Change", "!change|!operation|!change type|!modification|!änderung|!cambio|!alteração|!изменение|!变更|!変更|!변경|action|changes|type of change", SM_FIELD_TEXT, offsetof(sm_schema_change, change)},
    {"notes", "Notes", "!migration notes|notes|migration|reason|description|rationale|purpose|impact|migration strategy", SM_FIELD_TEXT, offsetof(sm_schema_change, notes)},
};

static const sm_field cases_fields[] = {
    {"case", "Case", "!case|!edge case|!edge cases|!corner case|!grenzfall|!cas limite|!caso límite|!caso|!крайний случай|!случай|!边界情况|!场景|!エッジケース|!엣지 케이스|scenario|situation|condition|input|szenario|cenário|escenario|сценарий|シナリオ|ケース|test case|test|test scenario|testfall|caso de prueba|caso de teste|cas de test|тест кейс|测试用例|テストケース|테스트 케이스", SM_FIELD_TEXT, offsetof(sm_case, condition)},
    {"expected", "Expected", "!expected behavior|!expected behaviour|!expected|!expected result|!expected outcome|!expected path|!erwartetes verhalten|!comportement attendu|!comportamiento esperado|!comportamento esperado|!ожидаемое поведение|!预期行为|!预期结果|!期待される動作|!期待結果|!예상 동작|behavior|behaviour|handling|result|response|verhalten|поведение|处理方式|処理|solution|resolution|how handled|!expected output|!erwartetes ergebnis|!resultado esperado|!résultat attendu|!ожидаемый результат|!预期输出", SM_FIELD_TEXT, offsetof(sm_case, expected)},
};

static const sm_field phases_fields[] = {
    {"name", "Phase", "!phase|!milestone|!sprint|!stage|!phases|!milestones|!этап|!阶段|!里程碑|!フェーズ|!マイルストーン|!단계|!meilenstein|!hito|!marco|!fase|!etapa|iteration|week|name|release|wave|version|!период|!веха|!里程碑名称|!マイルストーン名|!jalon|!этап работ|phase name|milestone name", SM_FIELD_TEXT, offsetof(sm_phase, name)},
    {"goal", "Goal", "!deliverable|!deliverables|!key deliverables|!goal|!objective|!goals|!definition of done|!exit criteria|description|focus|scope|tasks|content|objectives|outcome|features|milestone|ziel|objetivo|objectif|цель|результат|目标|内容|交付物|成果物|산출물|what|key features|theme|work|!entry exit criteria|!scope of work|!результаты|!ergebnis|!ergebnisse|!entregables|!entregáveis|!livrables|!产出|!交付内容|!주요 내용|descripción|descrição|beschreibung|описание|说明|说明内容|任务内容|主要任务|主要内容|erfüllungs kriterium|erfüllungskriterium|kriterium|kriterien|criterion|criteria|acceptance criteria|success criteria|critère|critères|criterio|criterios|критерий|критерии|完成标准|验收标准|完了条件|완료 기준|!livrable|!entregable|!entregável|!entregas|содержание|содержание работ|работы|описание работ|!результат этапа|!产出物|!主要产出|납품물|!주요 산출물|inhalt|contenido|conteúdo|contenu|actividades|atividades|activités|aktivitäten", SM_FIELD_TEXT, offsetof(sm_phase, goal)},
    {"estimate", "Estimate", "estimate|estimated effort|duration|effort|timeline|timeframe|target date|target|time|dates|weeks|days|date|hours|dauer|zeitraum|durée|duración|duração|срок|сроки|длительность|工期|时间|周期|期間|기간|estimated duration|period|schedule|week|datum|termin|termine|fecha|fechas|data|datas|дата|даты|日期|日付|날짜|planned date|due date|due|deadline|período|période|период|срок выполнения|сроки выполнения|plazo|prazo|délai|échéance|期限|기한|完成时间|计划时间|时间安排", SM_FIELD_ESTIMATE, offsetof(sm_phase, estimate)},
};

#define FIELDS(array) (array), sizeof(array) / sizeof *(array)

const sm_record_type sm_record_types[SM_RECORD_COUNT] = {
    [SM_TASKS] = {"tasks", "Tasks", "task", "T", sizeof(sm_task), FIELDS(tasks_fields)},
    [SM_RISKS] = {"risks", "Risks", "risk", "R", sizeof(sm_risk), FIELDS(risks_fields)},
    [SM_ERRORS] = {"errors", "Errors", "error", "E", sizeof(sm_error_code), FIELDS(errors_fields)},
    [SM_THREATS] = {"threats", "Threats", "threat", "TH", sizeof(sm_threat), FIELDS(threats_fields)},
    [SM_ENDPOINTS] = {"endpoints", "Endpoints", "endpoint", "EP", sizeof(sm_endpoint), FIELDS(endpoints_fields)},
    [SM_QUESTIONS] = {"questions", "Questions", "question", "Q", sizeof(sm_question), FIELDS(questions_fields)},
    [SM_APPROVALS] = {"approvals", "Approvals", "approval", "A", sizeof(sm_approval), FIELDS(approvals_fields)},
    [SM_REVISIONS] = {"revisions", "Revisions", "revision", "V", sizeof(sm_revision), FIELDS(revisions_fields)},
    [SM_TERMS] = {"terms", "Glossary", "term", "G", sizeof(sm_term), FIELDS(terms_fields)},
    [SM_DEPENDENCIES] = {"dependencies", "Dependencies", "dependency", "D", sizeof(sm_dependency), FIELDS(dependencies_fields)},
    [SM_METRICS] = {"metrics", "Metrics", "metric", "M", sizeof(sm_metric), FIELDS(metrics_fields)},
    [SM_ALERTS] = {"alerts", "Alerts", "alert", "AL", sizeof(sm_alert), FIELDS(alerts_fields)},
    [SM_FLAGS] = {"flags", "Feature flags", "flag", "F", sizeof(sm_flag), FIELDS(flags_fields)},
    [SM_SETTINGS] = {"settings", "Settings", "setting", "S", sizeof(sm_setting), FIELDS(settings_fields)},
    [SM_ALTERNATIVES] = {"alternatives", "Alternatives", "alternative", "ALT", sizeof(sm_alternative), FIELDS(alternatives_fields)},
    [SM_REQUIREMENTS] = {"requirements", "Requirements", "requirement", "REQ", sizeof(sm_requirement), FIELDS(requirements_fields)},
    [SM_ENTITIES] = {"entities", "Entities", "entity", "EN", sizeof(sm_entity), FIELDS(entities_fields)},
    [SM_SCHEMA_CHANGES] = {"schema_changes", "Schema changes", "schema change", "SC", sizeof(sm_schema_change), FIELDS(schema_changes_fields)},
    [SM_CASES] = {"cases", "Cases", "case", "C", sizeof(sm_case), FIELDS(cases_fields)},
    [SM_PHASES] = {"phases", "Phases", "phase", "P", sizeof(sm_phase), FIELDS(phases_fields)},
};
/* clang-format on */
