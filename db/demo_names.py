"""Names from which made-up patients of a large clinic are put together, by language."""

from dataclasses import dataclass
from random import Random
from typing import Final, Literal

from db.demo_people import Person


@dataclass(frozen=True, slots=True)
class Names:
    """What people of one language are called; ``families`` 2 where they bear two family names."""

    language: str
    family: tuple[str, ...]
    female: tuple[str, ...]
    male: tuple[str, ...]
    families: int = 1


def _names(language: str, family: str, female: str, male: str, families: int = 1) -> Names:
    return Names(language, _listed(family), _listed(female), _listed(male), families)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(name.replace("_", " ") for name in text.split())


NAMES: Final = (
    _names(
        "en",
        "Baker Campbell Clarke Doyle Fraser Harris Hughes Mitchell Nolan Palmer Reid Shaw Turner "
        "Walsh Whitehorse O'Brien MacLeod St_John Underwood-Price",
        "Alice Bridget Catherine Ellen Grace Heather Joan Margaret Rosemary Sheila Teresa Winifred",
        "Alan Brendan Colin Douglas Eric Gordon Hugh Kenneth Malcolm Neil Stuart Trevor",
    ),
    _names(
        "es",
        "Álvarez Castillo Delgado Fernández Gutiérrez Herrera Ibáñez Jiménez Muñoz Núñez Ortega "
        "Peña Quiroga Ramírez Sepúlveda Vázquez Yáñez de_la_Cruz",
        "Ana Belén Carmen Dolores Elena Inés Lucía María_José Noemí Pilar Rocío Ximena",
        "Andrés Benjamín César Diego Emilio Hernán Iván Joaquín Luis Óscar Ramón Tomás",
        families=2,
    ),
    _names(
        "fr",
        "Barry Bâ Camara Coulibaly Diallo Diop Fofana Gueye Keïta Konaté N'Diaye Ouédraogo "
        "Sangaré Sissoko Touré Traoré",
        "Aïcha Aminata Bintou Coumba Djénéba Fanta Hawa Kadiatou Mariam Nafissatou Oumou Rokia",
        "Abdoulaye Amadou Boubacar Cheikh Daouda Ibrahima Lassana Mamadou Moussa Ousmane Seydou",
    ),
    _names(
        "ne",
        "Adhikari Bhandari Chaudhary Dahal Gurung Karki Lama Limbu Magar Pun Rai Shrestha Tamang "
        "Thapa_Magar",
        "Anjali Bishnu_Maya Chameli Durga Gita Kamala Laxmi Maya Parbati Sarita Sunita Tara",
        "Bikash Dil_Bahadur Ganesh Hari Kiran Lok_Bahadur Nabin Prakash Ram Santosh Suresh Tek",
    ),
    _names(
        "sw",
        "Achieng Chacha Juma Kamau Kimaro Kipchoge Mwangi Mushi Ndungu Njoroge Odhiambo Omondi "
        "Wanjiku Were",
        "Amina Asha Fatuma Halima Mwanaidi Neema Rehema Saida Upendo Zainabu Zawadi Zuhura",
        "Abdallah Bakari Hamisi Idi Juma Khamis Musa Omari Rashidi Salum Shabani Yusufu",
    ),
    _names(
        "vi",
        "Bùi Đặng Đỗ Hồ Hoàng Lê Lý Ngô Nguyễn Phạm Phan Trần Trương Võ",
        "Thị_Bích Thị_Hoa Thị_Hồng_Nhung Thị_Kim_Anh Thị_Lan Thị_Mai Thị_Ngọc Thị_Thu_Hà Thị_Yến",
        "Anh_Tuấn Đức Hữu_Phước Minh Ngọc_Sơn Quang Quốc_Bảo Thành Văn_Hùng Văn_Nam",
    ),
    _names(
        "ar",
        "al-Amin al-Hashimi Awad Barakat Darwish Fakhoury Haddad Khalil Mansour Nasser Qasim Saleh "
        "Suleiman Zaydan",
        "Amal Basma Dalal Hanan Iman Jamila Khadija Layla Maryam Nadia Rania Yusra",
        "Adel Bilal Faris Hassan Ibrahim Jamal Khalid Mahmoud Nabil Omar Tariq Yasin",
    ),
    _names(
        "pl",
        "Błaszczyk Dąbrowska-Lis Gołąb Jabłoński Kowalczyk Łuczak Mączka Nowak Pająk Śliwa "
        "Świątek Wójcik Zając Żuk",
        "Agnieszka Bożena Czesława Elżbieta Grażyna Jadwiga Krystyna Małgorzata Stanisława Zofia",
        "Andrzej Bolesław Czesław Grzegorz Jerzy Kazimierz Łukasz Mieczysław Stanisław Zbigniew",
    ),
    _names(
        "hi",
        "Agarwal Bhatt Chauhan Das Devi Iyer Joshi Kumar Mishra Nair Pandey Rao Reddy Sharma Yadav",
        "Anita Asha Deepa Gita Indira Kavita Lalita Meena Pushpa Radha Savitri Usha",
        "Anil Bharat Dinesh Gopal Harish Kailash Mahesh Naresh Rajesh Sanjay Vijay Vinod",
    ),
    _names(
        "zh",
        "Chen Deng Fu Guo He Huang Li Lin Liu Luo Ma Ng Ou Wang Wu Xu Yu Zhang Zhou",
        "Ai Fang Guiying Hui Jing Lan Mei Na Qing Xiaoyan Xiuying Yan Yun",
        "Bo Chao Dawei Feng Gang Hao Jianguo Jun Lei Ming Ping Qiang Wei Yong",
    ),
    _names(
        "mi",
        "Kāretu Mahuta Ngāpō Parata Rangihau Tāwhiao Te_Kanawa Te_Rangi Tūroa Waititi Walker",
        "Anahera Aroha Hana Hine Kiri Mārama Mere Ngaio Pania Rangi Whina",
        "Hēmi Hoani Māui Matiu Nikau Pita Rāwiri Tāne Tama Wiremu",
    ),
    _names(
        "de",
        "Böhm Ebeling Gräf Hübner Jäger Köhler Lüdecke Möller Österreicher Schäfer Strauß Vogel "
        "Weiß von_der_Heide",
        "Anneliese Brigitte Dörte Elfriede Gisela Hannelore Ingrid Jutta Käthe Renate Ursula",
        "Bernd Dieter Eckhard Friedrich Günter Horst Jörg Karl-Heinz Ludwig Rüdiger Wolfgang",
    ),
)
ONLY_GIVEN: Final = 0.02
"""How many are known by one name only."""
SECOND_GIVEN: Final = 0.3


def person(chance: Random, sex: Literal["female", "male"] | None) -> Person:
    """Return somebody with a name that occurs; ``sex`` None draws that too."""
    names = chance.choice(NAMES)
    drawn = sex or ("female" if chance.random() < 0.5 else "male")
    given = names.female if drawn == "female" else names.male
    first = chance.choice(given)
    if chance.random() < SECOND_GIVEN:
        first = " ".join(dict.fromkeys((first, chance.choice(given))))
    family = " ".join(chance.sample(names.family, names.families))
    if chance.random() < ONLY_GIVEN:
        family = ""
    return Person(family, first, drawn, names.language)
