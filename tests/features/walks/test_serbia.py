"""A case in Serbia from the report to Strasbourg; days reckoned by hand with the holidays of its courts."""

from collections.abc import Callable
from typing import Any

from diary import opened

STORY = """
== criminal
18.01.2021 report_filed
    facts criminal=reported
22.04.2021 report_dismissed served 22.04.2021
    # ZKP 51(1), eight days: Friday 30 April. That is Good Friday; Saturday 1 May; Sunday 2 May is Easter; Monday 3 May is
    # Easter Monday; Tuesday 4 May replaces the second day of May, which fell on that Sunday. So Wednesday 5 May.
    due ours victim_complained 05.05.2021 under ZKP 51(1)
28.04.2021 victim_complained
    kept victim_complained
10.05.2021 complaint_upheld
07.06.2021 investigation_ordered
    facts criminal=investigated
08.06.2021 record custody event=detained review=07.07.2021
20.10.2021 indictment_filed
    facts criminal=indicted
20.10.2021 record charge step=indicted offence=rs_388_1
25.10.2021 served_on_accused
15.11.2021 confirmed
    # ZKP 346, thirty days for the court: 15 days are left of November, so 15 December, a Wednesday
    due authority hearing_scheduled 15.12.2021 under ZKP 346
13.12.2021 hearing_scheduled
    kept hearing_scheduled
20.12.2021 trial_opened
24.01.2022 hearing main_hearing adjourned accused_absent next 14.02.2022
== property_claim
03.02.2022 filed
03.02.2022 claim property_claim filed
    facts claim=filed
10.02.2022 quantified
== criminal
14.02.2022 hearing main_hearing held
01.03.2022 record custody event=released
    warn yes
01.03.2022 record client_warned channel=call_safe
    warn no
14.03.2022 requalified
14.03.2022 record charge step=changed_by_prosecutor offence=rs_184_1 reason=evidence
06.04.2022 judgment_pronounced partly_convicted served 07.04.2022
    # ZKP 432(1), fifteen days: 22 April 2022 is Good Friday; Saturday, Easter Sunday and Easter Monday follow. So Tuesday the 26th.
    due ours appealed_by_victim 26.04.2022 under ZKP 432(1)
    facts criminal=convicted
06.04.2022 claim property_claim decided first referred
    facts claim=decided outcome=referred
== property_claim
06.04.2022 referred served 07.04.2022
    due ours sued unknown under ZOO 390
    due ours claim_appealed 26.04.2022 under ZKP 432(1), 433
26.04.2022 claim_appealed
    kept claim_appealed
== criminal
26.04.2022 appealed_by_victim
    kept appealed_by_victim
    due ours reply_to_appeal unknown under ZKP (reply to an appeal)
05.05.2022 starts reply_to_appeal
    # eight days from 5 May: the 13th, a Friday
    due ours reply_to_appeal 13.05.2022 under ZKP (reply to an appeal)
12.05.2022 reply_to_appeal
    kept reply_to_appeal
02.06.2022 file_transmitted
10.11.2022 quashed_remanded
    shows Retrial
== property_claim
10.11.2022 quashed_on_appeal
    # the referral fell with the judgment: the claim is open again, and nobody need sue
    over sued
    facts claim=filed outcome=-
== criminal
15.06.2023 judgment_pronounced convicted served 30.06.2023
    # fifteen days from 30 June: Saturday 15 July, so Monday the 17th
    due ours appealed_by_victim 17.07.2023 under ZKP 432(1)
15.06.2023 record verdict instance=first outcome=convicted sentence=prison months=30 below=yes
== property_claim
15.06.2023 referred served 30.06.2023
    due ours sued unknown under ZOO 390
    due ours claim_appealed 17.07.2023 under ZKP 432(1), 433
15.06.2023 claim property_claim decided first referred
    facts claim=decided outcome=referred
== criminal
10.07.2023 appealed_by_accused
    due ours reply_to_appeal unknown under ZKP (reply to an appeal)
12.09.2023 file_transmitted
14.02.2024 upheld convicted served 16.02.2024
    # ZOO 390, three months from finality: Tuesday 14 May 2024
    in property_claim due ours sued 14.05.2024 under ZOO 390
    over appealed_by_victim
    over reply_to_appeal
14.02.2024 claim property_claim decided final referred
14.02.2024 record custody event=sentence_begun
== civil since 20.02.2024
05.03.2024 filed
    in property_claim kept sued
22.03.2024 served
15.05.2024 scheduled
12.06.2024 trial_opened
18.09.2024 hearing civil held
18.09.2024 expert_evidence
10.12.2024 judgment granted_part served 17.12.2024
    # ZPP 367, fifteen days from 17 December: 1 January; the 1st and 2nd are the New Year. So Friday 3 January.
    due ours appealed_by_victim 03.01.2025 under ZPP 367
30.12.2024 appealed_by_defendant
    due ours reply_to_appeal unknown under ZPP 380(1)
30.12.2024 starts reply_to_appeal
    # fifteen days from 30 December: 14 January, a Tuesday
    due ours reply_to_appeal 14.01.2025 under ZPP 380(1)
13.01.2025 reply_to_appeal
    kept reply_to_appeal
27.01.2025 file_transmitted
31.03.2025 upheld granted_part served 08.04.2025
    over appealed_by_victim
    # ZPP 403, thirty days from 8 April: Thursday 8 May
    due ours revision_filed_by_victim 08.05.2025 under ZPP 403
== constitutional since 08.04.2025
    due ours filed unknown under ZUS 84(1)
08.04.2025 starts filed
    # ZUS 84(1), thirty days from 8 April: Thursday 8 May
    due ours filed 08.05.2025 under ZUS 84(1)
06.05.2025 filed
    kept filed
== enforcement since 15.05.2025
15.05.2025 title_obtained
20.05.2025 became_enforceable
02.06.2025 starts not_paid
    # ZPP 345: not before fifteen days from the 2nd have passed, that is after Tuesday the 17th
    due theirs not_paid 17.06.2025 under ZPP 345
18.06.2025 not_paid
    kept not_paid
07.07.2025 order_issued
21.07.2025 execution_started
17.11.2025 no_assets_found
    due ours limitation_expired unknown under ZOO 379
31.03.2025 starts limitation_expired
    # ZOO 379, ten years from the day on which the judgment became final: 31 March 2035 is a Saturday.
    # A limitation never moves: the day to act on is Friday the 30th.
    due ours limitation_expired 31.03.2035 act by 30.03.2035 under ZOO 379
== constitutional
10.09.2025 admitted
31.08.2026 no_violation
== echr since 03.09.2026
    due ours lodged unknown under ECHR Art. 35(1)
03.09.2026 starts lodged
    # Article 35(1), four months: Sunday 3 January 2027, and it stays there (Sabri Gunes). Saturday 2 and Friday 1 January are
    # the New Year, so the last working day is Thursday 31 December 2026.
    due ours lodged 03.01.2027 act by 31.12.2026 under ECHR Art. 35(1)
20.11.2026 record anonymity decision=asked by=client
20.11.2026 lodged
    kept lodged
20.11.2026 anonymity_requested
"""


def test_from_the_report_to_strasbourg(make: Any, client_as: Callable[[str], Any]) -> None:
    diary = opened(make, client_as, "RS", "11.01.2021", court="vs_beograd")

    diary.tell(STORY)

    listed = diary.page("/cases/")
    assert "Final judgment" in listed
    assert "Application lodged" in diary.page(f"/cases/{diary.case_id}/proceedings")
