#include "specmill/base/utf8.h"
#include "words.h"

/* Traditional characters and the simplified ones of the words that the vocabulary has (Unihan,
 * kSimplifiedVariant): a specification from Taipei is read with the words of one from Beijing.
 */

enum { BYTES = 3 }; /* of a character in UTF-8 here */

static const char pairs[][2 * BYTES + 1] = {
    "來来", "係系", "個个", "備备", "傳传", "價价", "優优", "儲储", "內内", "冊册", "別别",
    "創创", "劃划", "動动", "務务", "勢势", "匯汇", "參参", "員员", "問问", "單单", "噹当",
    "嚴严", "圍围", "執执", "報报", "場场", "實实", "審审", "寫写", "專专", "對对", "屬属",
    "庫库", "廢废", "彔录", "後后", "徑径", "態态", "慮虑", "應应", "掃扫", "擇择", "擔担",
    "據据", "敗败", "數数", "時时", "査查", "條条", "棄弃", "業业", "極极", "榮荣", "構构",
    "標标", "機机", "檔档", "檢检", "權权", "歷历", "決决", "況况", "測测", "準准", "滾滚",
    "為为", "無无", "營营", "爲为", "狀状", "獲获", "獻献", "現现", "環环", "產产", "産产",
    "畫画", "異异", "當当", "發发", "監监", "確确", "碼码", "種种", "稱称", "穫获", "範范",
    "簡简", "簽签", "約约", "級级", "終终", "組组", "結结", "絕绝", "統统", "絶绝", "緊紧",
    "線线", "編编", "緩缓", "縮缩", "總总", "繫系", "續续", "義义", "聞闻", "職职", "脅胁",
    "與与", "葯药", "薦荐", "藥药", "處处", "號号", "術术", "補补", "裝装", "裡里", "製制",
    "覈核", "規规", "觀观", "觸触", "訂订", "計计", "訊讯", "討讨", "訓训", "記记", "訪访",
    "設设", "許许", "訴诉", "診诊", "註注", "証证", "評评", "詞词", "詢询", "試试", "該该",
    "詳详", "誌志", "認认", "語语", "誤误", "說说", "説说", "誰谁", "課课", "調调", "談谈",
    "請请", "論论", "講讲", "謝谢", "謹谨", "證证", "識识", "譯译", "議议", "變变", "貝贝",
    "負负", "財财", "貢贡", "貨货", "貫贯", "責责", "費费", "貿贸", "賀贺", "資资", "質质",
    "賴赖", "購购", "賽赛", "贏赢", "趨趋", "踐践", "蹤踪", "躍跃", "車车", "載载", "輔辅",
    "輕轻", "輪轮", "輸输", "轉转", "辦办", "連连", "週周", "進进", "運运", "過过", "達达",
    "遠远", "適适", "遲迟", "遷迁", "選选", "遺遗", "邊边", "郵邮", "釋释", "針针", "銷销",
    "錄录", "錢钱", "錯错", "録录", "鍵键", "鍼针", "鎖锁", "鐘钟", "鑑鉴", "長长", "門门",
    "閉闭", "開开", "間间", "閾阈", "關关", "陸陆", "陽阳", "隊队", "階阶", "際际", "隨随",
    "險险", "難难", "靜静", "響响", "頁页", "項项", "預预", "頻频", "題题", "額额", "顏颜",
    "顔颜", "類类", "風风", "飽饱", "飾饰", "馬马", "驗验", "體体", "魚鱼", "點点", "齊齐",
};

static uint32_t as_number(const char *bytes)
{
    return (uint32_t)(unsigned char)bytes[0] << 16 | (uint32_t)(unsigned char)bytes[1] << 8 |
           (unsigned char)bytes[2];
}

uint32_t rec_simplified(uint32_t c)
{
    enum { FIRST = 0x4E00, LAST = 0x9FA5 };
    char bytes[4];
    if (c < FIRST || c > LAST)
        return c;
    sm_utf8_encode(c, bytes);
    uint32_t wanted = as_number(bytes);
    size_t low = 0, high = sizeof pairs / sizeof *pairs;
    while (low < high) {
        size_t middle = (low + high) / 2, at = BYTES;
        uint32_t here = as_number(pairs[middle]);
        if (wanted == here)
            return sm_utf8_next((sm_str){pairs[middle], 2 * BYTES}, &at);
        if (wanted < here)
            high = middle;
        else
            low = middle + 1;
    }
    return c;
}
