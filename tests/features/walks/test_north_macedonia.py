"""A case in North Macedonia from the report to Strasbourg, with its fund; days reckoned by hand with the holidays of its courts."""

from collections.abc import Callable
from typing import Any

import pytest

from diary import opened

STORY = """
== criminal
22.03.2021 report_filed
    facts criminal=reported
26.04.2021 investigation_ordered
    # ZKP 301, six months for the prosecutor: 26 October 2021, a Tuesday
    due authority indictment_filed 26.10.2021 under ZKP 301
    facts criminal=investigated
27.04.2021 record custody event=detained review=27.05.2021
20.10.2021 indictment_filed
    kept indictment_filed
    facts criminal=indicted
20.10.2021 record charge step=indicted offence=mk_418a_1
28.10.2021 served_on_accused
25.11.2021 confirmed
20.12.2021 hearing_scheduled
17.01.2022 trial_opened
== property_claim
10.02.2022 filed
10.02.2022 claim property_claim filed
    facts claim=filed
10.02.2022 quantified
== criminal
21.02.2022 hearing main_hearing held
21.02.2022 requalified
21.02.2022 record charge step=changed_by_prosecutor offence=mk_191 reason=unstated
08.04.2022 judgment_pronounced convicted served 08.04.2022
    # ZKP 410, fifteen days: Saturday 23 April; Sunday is Easter, Monday 25 April the second day of Easter. So Tuesday the 26th.
    due ours appealed_by_victim 26.04.2022 under ZKP 410
    facts criminal=convicted
== property_claim
08.04.2022 referred served 08.04.2022
    due ours sued unknown under ZOO
    due ours claim_appealed 26.04.2022 under ZKP 410
08.04.2022 claim property_claim decided first referred
    facts claim=decided outcome=referred
26.04.2022 claim_appealed
    kept claim_appealed
== criminal
20.04.2022 record custody event=released
    warn yes
21.04.2022 record client_warned channel=shelter
    warn no
26.04.2022 appealed_by_prosecutor
    due ours reply_to_appeal unknown under ZKP (reply to an appeal)
12.05.2022 file_transmitted
17.11.2022 quashed_remanded
    # what is tried again leaves the old judgment's periods without object
    over appealed_by_victim
    over reply_to_appeal
    shows Retrial
== property_claim
17.11.2022 quashed_on_appeal
    # the referral fell with the judgment: the claim is open again, and nobody need sue
    over sued
    facts claim=filed outcome=-
== fund since 15.11.2022
    due ours filed unknown under Law OG 247/2022
15.11.2022 starts filed
    # Law OG 247/2022, six months from the end of what kept her from applying: 15 May 2023, a Monday
    due ours filed 15.05.2023 under Law OG 247/2022
10.01.2023 filed
    kept filed
10.01.2023 claim state_fund filed
24.01.2023 returned_for_completion
06.02.2023 completed
13.02.2023 accepted_for_review
27.03.2023 stayed
== criminal
22.09.2023 judgment_pronounced convicted served 06.10.2023
    # fifteen days from 6 October: Saturday the 21st; Monday 23 October is the Day of the Revolutionary Struggle. So Tuesday the 24th.
    due ours appealed_by_victim 24.10.2023 under ZKP 410
22.09.2023 record verdict instance=first outcome=convicted sentence=prison months=36
== property_claim
22.09.2023 referred served 06.10.2023
    due ours sued unknown under ZOO
    due ours claim_appealed 24.10.2023 under ZKP 410
22.09.2023 claim property_claim decided first referred
    facts claim=decided outcome=referred
== criminal
20.10.2023 appealed_by_accused
    due ours reply_to_appeal unknown under ZKP (reply to an appeal)
16.11.2023 file_transmitted
15.03.2024 upheld convicted served 29.03.2024
    # three months from finality: Saturday 15 June 2024. Limitation does not wait for Monday, so one sues on Friday the 14th.
    in property_claim due ours sued 15.06.2024 act by 14.06.2024 under ZOO
    # three months for the commission, from the same day: until Monday the 17th
    in fund due authority criminal_judgment_final 17.06.2024 under Law OG 247/2022
    over appealed_by_victim
    over reply_to_appeal
15.03.2024 claim property_claim decided final referred
== fund
29.04.2024 criminal_judgment_final
    kept criminal_judgment_final
10.06.2024 rejected served 14.06.2024
    # Law on Administrative Disputes, thirty days: Sunday 14 July 2024, so Monday the 15th
    due ours challenged 15.07.2024 under Law on Administrative Disputes
08.07.2024 challenged
    kept challenged
    due ours appealed unknown under Law on Administrative Disputes
29.11.2024 starts appealed
    # fifteen days from 29 November: Saturday 14 December, so Monday the 16th
    due ours appealed 16.12.2024 under Law on Administrative Disputes
10.12.2024 appealed
    kept appealed
20.03.2025 quashed_remanded
12.05.2025 granted_part served 19.05.2025
    # thirty days from 19 May: Wednesday 18 June 2025
    due ours challenged 18.06.2025 under Law on Administrative Disputes
12.05.2025 claim state_fund decided final awarded_part 250,000
01.09.2025 payment_overdue
    shows Granted, payment overdue
== civil since 02.04.2024
15.04.2024 filed
    in property_claim kept sued
20.05.2024 served
17.06.2024 scheduled
16.09.2024 trial_opened
05.11.2024 judgment granted_part served 23.11.2024
    # ZPP 337, fifteen days from 23 November: Sunday 8 December, Saint Clement, for which Monday the 9th is free. So Tuesday the 10th.
    due ours appealed_by_victim 10.12.2024 under ZPP 337
12.12.2024 no_appeal_lodged granted_part
    over appealed_by_victim
    due ours revision_filed_by_victim unknown under ZPP 372
== enforcement since 20.01.2025
20.01.2025 title_obtained
27.01.2025 became_enforceable
24.02.2025 not_paid
10.03.2025 order_issued
24.03.2025 execution_started
10.09.2025 no_assets_found
    due ours limitation_expired unknown under ZOO 368
12.12.2024 starts limitation_expired
    # ten years from finality: Tuesday 12 December 2034. Eid al-Fitr is expected on that day, perhaps one earlier or later, so
    # the period surely does not move, yet nobody should wait for Monday or Tuesday: Friday the 8th is Saint Clement,
    # and the day to act on is Thursday the 7th.
    due ours limitation_expired 12.12.2034 act by 07.12.2034 under ZOO 368
== constitutional since 15.09.2025
    due ours filed unknown under Act of the Constitutional Court
10.09.2025 starts filed
    # Act of the Court (115/2024), two months as the Rules of Procedure had them from 10 September 2025, so Monday 10 November 2025
    due ours filed 10.11.2025 under Act of the Constitutional Court
29.09.2025 filed
    kept filed
27.10.2025 inadmissible
== echr since 30.10.2025
    due ours lodged unknown under ECHR Art. 35(1)
30.10.2025 starts lodged
    # Article 35(1), four months from 30 October: February has no 30th, so its last day, Saturday 28 February 2026. It does not
    # move; the last working day before it is Friday the 27th.
    due ours lodged 28.02.2026 act by 27.02.2026 under ECHR Art. 35(1)
20.02.2026 record anonymity decision=asked by=client
20.02.2026 lodged
    kept lodged
== fund
20.03.2026 paid
    over challenged
20.03.2026 claim state_fund paid 250,000 STATE_FUND
== echr
15.09.2026 communicated
    due ours observations_and_just_satisfaction_due unknown under Rules of Court 60
15.09.2026 starts observations_and_just_satisfaction_due until 08.12.2026
    # Rule 60: the letter says Tuesday 8 December 2026. That is Saint Clement, so one acts on Monday the 7th.
    due ours observations_and_just_satisfaction_due 08.12.2026 act by 07.12.2026 under Rules of Court 60
20.11.2026 observations_and_just_satisfaction_due
    kept observations_and_just_satisfaction_due
"""


@pytest.mark.extensive
def test_from_the_report_through_the_fund_to_strasbourg(make: Any, client_as: Callable[[str], Any]) -> None:
    diary = opened(make, client_as, "MK", "15.03.2021", court="okss")

    diary.tell(STORY)

    assert "Communicated to the Government" in diary.page(f"/cases/{diary.case_id}/proceedings")
