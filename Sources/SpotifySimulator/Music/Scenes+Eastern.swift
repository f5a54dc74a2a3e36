extension Scene {
    static let eastern: [Scene] = [
        Scene(
            name: "citypop", genres: ["city pop", "j-indie"], beginnings: 1976...2020, careers: 7...28,
            trackSeconds: 192...318, albumTracks: 8...11,
            artists: Words(
                ["# @"], first: "青木|雨宮|星野川|夏目|水無月|藤代|朝比奈|白鳥|三日月|東雲|月島|風間",
                second: "遥|ミナト|ひかり|透|バンド|かえで|楽団|レイ|そら|ナツ|みどり|シティ"),
            titles: Words(
                ["#の@", "#", "@", "#と@", "# Drive", "真夜中の@"],
                first: "海岸線|土曜日|ネオン|雨上がり|夏|夜明け|窓辺|プール|高速道路|渚|都会|流星|ラムネ|坂道",
                second: "ラジオ|メモリー|電話|カーニバル|シルエット|恋人|ワルツ|約束|サイダー|手紙|テラス|ブルー"),
            albums: Words(
                ["#", "#@", "# @"], first: "夏時間|シーサイド|午前二時|ガラスの街|南風|Moonlight|週末", second: "便り|クラブ|II|日和|Tape|旅行")),
        Scene(
            name: "himalaya", genres: ["nepali folk", "indian indie"], beginnings: 1972...2020, careers: 8...28,
            trackSeconds: 174...336, albumTracks: 7...11,
            artists: Words(
                ["# @", "# @", "@ Band", "# र @"],
                first: "आशा|विक्रम|मीरा|सागर|अनुष्का|प्रकाश|Tenzin|Sarita|Arjun|Kavya|Bishnu|Ishani",
                second: "लेक|घिमिरे|शर्मा|तामाङ|Rana Kala|Devkota|Himal|मल्ल|Pahadi|Iyer-Sen"),
            titles: Words(
                ["# @", "#", "# @", "@ #"],
                first: "बारिश|पहाड|चाँद|Chiya|सपना|Baato|नदी|Sandhya|फूल|Hawa|यात्रा|Monsoon|तारा|Deurali",
                second: "को गीत|मेरो|in the Valley|रात|Again|घर|(Unplugged)|दिन|Without You|पुरानो|की बात|Raga"),
            albums: Words(
                ["#", "# @"], first: "हिमाल|Monsoon Diary|सफ़र|Tea Stall|उज्यालो|Night Bus to Pokhara|मौसम",
                second: "II|Live|का गीत|(Acoustic)|Sessions")),
        Scene(
            name: "balkan", genres: ["balkan folk", "greek song"], beginnings: 1965...2019, careers: 8...26,
            trackSeconds: 152...296, albumTracks: 8...12,
            artists: Words(
                ["# @", "# @", "Orkestar @"],
                first: "Ελένη|Νίκος|Danica|Miloš|Оксана|Тарас|Δανάη|Zdenka|Марічка|Στέφανος|Bogdan|Ірина",
                second: "Θαλασσινού|Petrova-Luč|Гірський|Kovačina|Αυγερινός|Smiljanić|Яблунева|Vardarski|Κύμα"),
            titles: Words(
                ["# @", "#", "@", "# — @"],
                first: "Θάλασσα|Φεγγάρι|Ружа|Kolo|Вишня|Το τρένο|Čaj|Ніч|Νησί|Jutro|Колискова|Δρόμος|Dunav|Зоря",
                second: "μόνη|u ponoć|над річкою|του Μάη|bez imena|без слів|ξανά|za dvoje|додому|μπλε|i vetar|весни"),
            albums: Words(
                ["#", "# @"], first: "Λιμάνι|Mesečina|Весна|Ταξίδι|Sevdalinke|Дорога|Μικρές ώρες|Kafana",
                second: "II|uživo|1981|και άλλα|та інші пісні")),
    ]
}
