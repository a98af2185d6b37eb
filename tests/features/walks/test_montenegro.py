"""A case in Montenegro from the report to a judgment of Strasbourg; days reckoned by hand with the holidays of its courts."""

from collections.abc import Callable
from typing import Any

import pytest

from diary import opened

STORY = """
== criminal
12.02.2018 report_filed
    facts criminal=reported
05.03.2018 investigation_ordered
    facts criminal=investigated
06.03.2018 record custody event=detained review=05.04.2018
03.09.2018 indictment_filed
    facts criminal=indicted
03.09.2018 record charge step=indicted offence=me_444_1
10.09.2018 served_on_accused
15.10.2018 confirmed
    # ZKP 304, two months for the court: Saturday 15 December 2018, so Monday the 17th
    due authority hearing_scheduled 17.12.2018 under ZKP 304
12.12.2018 hearing_scheduled
    kept hearing_scheduled
21.01.2019 trial_opened
== property_claim
04.02.2019 filed
04.02.2019 claim property_claim filed
    facts claim=filed
== criminal
15.04.2019 hearing main_hearing adjourned defence_absent next 13.05.2019
13.05.2019 hearing main_hearing held
13.05.2019 requalified
13.05.2019 record charge step=changed_by_prosecutor offence=me_210_1 reason=law
14.06.2019 judgment_pronounced partly_convicted served 28.06.2019
    # ZKP 381, fifteen days: Saturday 13 July 2019. The 13th and 14th are Statehood Day; the 14th is a Sunday, so the Monday
    # after the two is free. Tuesday the 16th.
    due ours appealed_by_victim 16.07.2019 under ZKP 381
    facts criminal=convicted
== property_claim
14.06.2019 referred served 28.06.2019
    due ours sued unknown under ZOO
    due ours claim_appealed 16.07.2019 under ZKP 381
14.06.2019 claim property_claim decided first referred
    facts claim=decided outcome=referred
08.07.2019 claim_appealed
    kept claim_appealed
== criminal
08.07.2019 appealed_by_victim
    kept appealed_by_victim
    due ours reply_to_appeal unknown under ZKP (reply to an appeal)
02.09.2019 file_transmitted
12.12.2019 quashed_remanded
    over reply_to_appeal
    shows Retrial
13.12.2019 record custody event=released
    warn yes
13.12.2019 record client_warned channel=not_reached
14.12.2019 record client_warned channel=support
    warn no
== property_claim
12.12.2019 quashed_on_appeal
    # the referral fell with the judgment: the claim is open again, and nobody need sue
    over sued
    facts claim=filed outcome=-
== criminal
20.11.2020 judgment_pronounced convicted served 17.12.2020
    # fifteen days from 17 December: Friday 1 January 2021; the 2nd is a holiday too, the 3rd a Sunday. So Monday the 4th.
    due ours appealed_by_victim 04.01.2021 under ZKP 381
== property_claim
20.11.2020 referred served 17.12.2020
    due ours sued unknown under ZOO
    due ours claim_appealed 04.01.2021 under ZKP 381
20.11.2020 claim property_claim decided first referred
    facts claim=decided outcome=referred
== criminal
30.12.2020 appealed_by_accused
    due ours reply_to_appeal unknown under ZKP (reply to an appeal)
15.02.2021 file_transmitted
20.05.2021 upheld convicted served 02.06.2021
    # three months from finality: Friday 20 August 2021
    in property_claim due ours sued 20.08.2021 under ZOO
    over appealed_by_victim
    over reply_to_appeal
20.05.2021 claim property_claim decided final referred
== civil since 07.06.2021
21.06.2021 filed
    in property_claim kept sued
12.07.2021 served
20.08.2021 default_judgment default_judgment served 17.09.2021
    # ZPP 364, fifteen days from 17 September: Saturday 2 October 2021, so Monday the 4th
    due ours appealed_by_victim 04.10.2021 under ZPP 364
11.10.2021 no_appeal_lodged granted
    over appealed_by_victim
    due ours revision_filed_by_victim unknown under ZPP 397
== enforcement since 20.10.2021
20.10.2021 title_obtained
25.10.2021 became_enforceable
15.11.2021 not_paid
29.11.2021 order_issued
13.12.2021 execution_started
14.03.2022 no_assets_found
    due ours limitation_expired unknown under ZOO 388
== constitutional since 22.03.2022
    due ours filed unknown under Zakon o Ustavnom sudu Crne Gore 69
22.03.2022 starts filed
    # Art. 69, sixty days from 22 March: Saturday 21 May 2022, Independence Day; its second day is a Sunday, so Monday the 23rd
    # is free. Tuesday the 24th.
    due ours filed 24.05.2022 under Zakon o Ustavnom sudu Crne Gore 69
20.05.2022 filed
    kept filed
20.02.2023 inadmissible
== echr since 13.03.2023
    due ours lodged unknown under ECHR Art. 35(1)
13.03.2023 starts lodged
    # Article 35(1), four months: Thursday 13 July 2023. That is Statehood Day, and the end does not move for it: one acts on the 12th.
    due ours lodged 13.07.2023 act by 12.07.2023 under ECHR Art. 35(1)
03.07.2023 record anonymity decision=asked by=client
03.07.2023 lodged
    kept lodged
10.04.2024 communicated
    due ours observations_and_just_satisfaction_due unknown under Rules of Court 60
10.04.2024 starts observations_and_just_satisfaction_due until 02.07.2024
    due ours observations_and_just_satisfaction_due 02.07.2024 under Rules of Court 60
28.06.2024 observations_and_just_satisfaction_due
    kept observations_and_just_satisfaction_due
14.01.2026 violation
    # Article 43(1), three months: Tuesday 14 April 2026
    due theirs referred 14.04.2026 under ECHR Art. 43(1)
14.04.2026 became_final
14.04.2026 starts payment_due
    # three months from finality: Tuesday 14 July 2026; the 13th and 14th are Statehood Day, so the last working day is Friday the 10th
    due authority payment_due 14.07.2026 act by 10.07.2026 under operative part of the judgment
08.07.2026 payment_due
    # Article 44(2): their three months are over too, and nobody referred it
    kept payment_due
    over referred
"""


@pytest.mark.extensive
def test_from_the_report_to_a_judgment_of_strasbourg(make: Any, client_as: Callable[[str], Any]) -> None:
    diary = opened(make, client_as, "ME", "05.02.2018", court="vs_pg")

    diary.tell(STORY)

    assert "Execution supervised by the Committee of Ministers" in diary.page(f"/cases/{diary.case_id}/proceedings")
