"""A case of the State of Bosnia and Herzegovina that is ceded to Tuzla, and goes to Strasbourg; days reckoned by hand with the
holidays of the State, and from the cession on of the Federation; and one of Republika Srpska that the victim carries on herself."""

from collections.abc import Callable
from typing import Any

import pytest

from diary import opened

STORY = """
== criminal_state
03.02.2020 report_filed
    facts criminal=reported
02.03.2020 investigation_ordered
    # ZKP BiH 225(3), six months for the prosecutor: 2 September 2020, a Wednesday
    due authority indictment_filed 02.09.2020 under ZKP BiH 225(3)
    facts criminal=investigated
03.03.2020 record custody event=detained review=02.04.2020
15.06.2020 ceded_to_other_jurisdiction
    over indictment_filed
    shows Ceded to another jurisdiction
== criminal_entity since 15.06.2020 forum=ba-fbih court=ks_tuzla
    # the Federation's prosecutor goes on where the State's stood, and the six months still run from 2 March
    due authority indictment_filed 02.09.2020 under ZKP FBiH 240(3)
    shows Arising from: Ceded to another jurisdiction, 15. 6. 2020.
24.08.2020 indictment_filed
    kept indictment_filed
    facts criminal=indicted
24.08.2020 record charge step=indicted offence=fbih_210a_1
31.08.2020 served_on_accused
14.09.2020 confirmed
    # ZKP FBiH 244, fifteen days: Tuesday 29 September 2020
    due authority hearing_scheduled 29.09.2020 under ZKP FBiH 244
28.09.2020 hearing_scheduled
    kept hearing_scheduled
16.11.2020 trial_opened
== property_claim
18.01.2021 filed
18.01.2021 claim property_claim filed
    facts claim=filed
== criminal_entity
15.02.2021 hearing main_hearing adjourned protection next 22.03.2021
22.03.2021 hearing main_hearing held
22.03.2021 requalified
22.03.2021 record charge step=changed_by_prosecutor offence=fbih_210 reason=evidence
02.04.2021 judgment_pronounced partly_convicted served 16.04.2021
    # ZKP FBiH 307(1), fifteen days: Saturday 1 May 2021. The 1st and 2nd are Labour Day; the 2nd is a Sunday, so in the
    # Federation Monday the 3rd is free too. Tuesday the 4th. (Before a court of the State Monday would have been doubtful.)
    due ours appealed_by_victim 04.05.2021 under ZKP FBiH 307(1)
    facts criminal=convicted
== property_claim
02.04.2021 referred served 16.04.2021
    due ours sued unknown under ZOO 390
    due ours claim_appealed 04.05.2021 under ZKP FBiH 307(1)
02.04.2021 claim property_claim decided first referred
    facts claim=decided outcome=referred
30.04.2021 claim_appealed
    kept claim_appealed
== criminal_entity
30.04.2021 appealed_by_victim
    kept appealed_by_victim
    due ours reply_to_appeal unknown under ZKP FBiH (reply to an appeal)
14.06.2021 file_transmitted
08.11.2021 quashed_remanded
    over reply_to_appeal
    shows Retrial
09.11.2021 record custody event=released
    warn yes
10.11.2021 record client_warned channel=in_person
    warn no
== property_claim
08.11.2021 quashed_on_appeal
    # the referral fell with the judgment: the claim is open again, and nobody need sue
    over sued
    facts claim=filed outcome=-
== criminal_entity
17.10.2022 judgment_pronounced convicted served 10.11.2022
    # fifteen days from 10 November: Friday 25 November 2022, Statehood Day in the Federation. So Monday the 28th.
    due ours appealed_by_victim 28.11.2022 under ZKP FBiH 307(1)
== property_claim
17.10.2022 referred served 10.11.2022
    due ours sued unknown under ZOO 390
    due ours claim_appealed 28.11.2022 under ZKP FBiH 307(1)
17.10.2022 claim property_claim decided first referred
    facts claim=decided outcome=referred
== criminal_entity
21.11.2022 appealed_by_accused
    due ours reply_to_appeal unknown under ZKP FBiH (reply to an appeal)
16.01.2023 file_transmitted
19.06.2023 upheld convicted served 03.07.2023
    # ZOO 390, three months from finality: Tuesday 19 September 2023
    in property_claim due ours sued 19.09.2023 under ZOO 390
    over appealed_by_victim
    over reply_to_appeal
19.06.2023 claim property_claim decided final referred
== civil since 10.07.2023 forum=ba-fbih court=op_tz
24.07.2023 filed
    in property_claim kept sued
18.09.2023 served
16.10.2023 scheduled
20.11.2023 trial_opened
15.01.2024 judgment granted_part served 30.01.2024
    # ZPP FBiH 203, thirty days from 30 January: 29 February, a Thursday; 2024 is a leap year
    due ours appealed_by_victim 29.02.2024 under ZPP FBiH 203
05.03.2024 no_appeal_lodged granted_part
    over appealed_by_victim
    due ours revision_filed_by_victim unknown under ZPP
== enforcement since 18.03.2024 forum=ba-fbih court=op_tz
18.03.2024 title_obtained
25.03.2024 became_enforceable
29.04.2024 not_paid
20.05.2024 order_issued
10.06.2024 execution_started
27.01.2025 no_assets_found
    due ours limitation_expired unknown under ZOO 379
== constitutional since 31.01.2025
    due ours filed unknown under Rules of the Constitutional Court of BiH, Art. 18(1)
31.01.2025 starts filed
    # Art. 18(1), sixty days from 31 January: 28 days of February and 31 of March make 59, so Tuesday 1 April 2025
    due ours filed 01.04.2025 under Rules of the Constitutional Court of BiH, Art. 18(1)
25.03.2025 filed
    kept filed
14.07.2025 admitted
15.07.2026 no_violation
== echr since 01.09.2026
    due ours lodged unknown under ECHR Art. 35(1)
01.09.2026 starts lodged
    # Article 35(1), four months: Friday 1 January 2027, and it stays there. The last working day is Thursday 31 December 2026.
    due ours lodged 01.01.2027 act by 31.12.2026 under ECHR Art. 35(1)
20.11.2026 record anonymity decision=asked by=client
20.11.2026 lodged
    kept lodged
20.11.2026 anonymity_requested
"""


@pytest.mark.extensive
def test_from_the_report_through_a_cession_to_strasbourg(make: Any, client_as: Callable[[str], Any]) -> None:
    diary = opened(make, client_as, "BA", "27.01.2020", forum="ba-state", court="sud_bih")

    diary.tell(STORY)

    page = diary.page(f"/cases/{diary.case_id}/proceedings")
    assert "Application lodged" in page
    assert "Ceded to another jurisdiction" in page


SRPSKA = """
== criminal_entity
10.02.2026 report_filed
    facts criminal=reported
16.03.2026 report_dismissed served 20.03.2026
    # ZKP RS 224(5), eight days from 20 March: Saturday 28 March 2026, so Monday the 30th
    due ours victim_complained 30.03.2026 under ZKP RS 224(5)
27.03.2026 victim_complained
    kept victim_complained
20.04.2026 complaint_rejected served 24.04.2026
    # eight days from 24 April (from memory): Saturday 2 May, Labour Day, so Monday the 4th
    due ours victim_objected 04.05.2026 under ZKP RS
29.04.2026 victim_objected
    kept victim_objected
    shows Objection to the chief prosecutor of the Republic
01.06.2026 objection_upheld
15.06.2026 investigation_ordered
    facts criminal=investigated
    # six months from the order: 15 December 2026, a Tuesday
    due authority indictment_filed 15.12.2026 under ZKP RS
07.09.2026 indictment_filed
    facts criminal=indicted
    kept indictment_filed
14.09.2026 served_on_accused
21.09.2026 confirmed
    # fifteen days for the court: Tuesday 6 October 2026
    due authority hearing_scheduled 06.10.2026 under ZKP RS
05.10.2026 hearing_scheduled
    kept hearing_scheduled
19.10.2026 trial_opened
09.11.2026 prosecutor_withdrew served 13.11.2026
    # ZKP RS 16(2), eight days from 13 November (from memory): Saturday 21 November, so Monday the 23rd
    due ours taken_over 23.11.2026 under ZKP RS 16(2)
20.11.2026 taken_over
    kept taken_over
    shows Injured party as prosecutor
"""


def test_in_republika_srpska_she_objects_and_prosecutes_where_the_prosecutor_gives_up(
    make: Any, client_as: Callable[[str], Any]
) -> None:
    diary = opened(make, client_as, "BA", "02.02.2026", forum="ba-rs", court="oks_bl")

    diary.tell(SRPSKA)

    assert "ZKP FBiH" not in diary.page(f"/cases/{diary.case_id}/proceedings")
